import { serve } from '@/lib/http/serve'
import { getReadyRoute } from './get-ready'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getReadyRoute)
