import { serve } from '@/lib/http/serve'
import { listChallengesRoute } from './list-challenges'
import { openChallengeRoute } from './open-challenge'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listChallengesRoute, openChallengeRoute)
