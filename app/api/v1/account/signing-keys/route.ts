import { serve } from '@/lib/http/serve'
import { listSigningKeysRoute } from './list-signing-keys'
import { registerSigningKeyRoute } from './register-signing-key'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listSigningKeysRoute, registerSigningKeyRoute)
