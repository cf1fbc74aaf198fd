import { serve } from '@/lib/http/serve'
import { revokeKeyRoute } from './revoke-key'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(revokeKeyRoute)
