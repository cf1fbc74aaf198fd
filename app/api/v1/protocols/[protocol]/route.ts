import { serve } from '@/lib/http/serve'
import { getProtocolRoute } from './get-protocol'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getProtocolRoute)
