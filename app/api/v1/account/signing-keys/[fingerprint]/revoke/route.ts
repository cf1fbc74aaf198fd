import { serve } from '@/lib/http/serve'
import { revokeSigningKeyRoute } from './revoke-signing-key'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(revokeSigningKeyRoute)
