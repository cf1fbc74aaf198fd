import { serve } from '@/lib/http/serve'
import { commentOnChallengeRoute } from './comment-on-challenge'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(commentOnChallengeRoute)
