import { serve } from '@/lib/http/serve'
import { giveNonceRoute } from './give-nonce'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(giveNonceRoute)
