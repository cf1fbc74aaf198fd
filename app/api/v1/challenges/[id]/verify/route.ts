import { serve } from '@/lib/http/serve'
import { verifyAgainRoute } from './verify-again'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(verifyAgainRoute)
