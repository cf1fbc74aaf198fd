import { serve } from '@/lib/http/serve'
import { getAccountRoute } from './get-account'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getAccountRoute)
