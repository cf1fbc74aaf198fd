import { serve } from '@/lib/http/serve'
import { retractChallengeRoute } from './retract-challenge'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(retractChallengeRoute)
