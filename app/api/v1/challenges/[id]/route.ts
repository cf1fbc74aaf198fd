import { serve } from '@/lib/http/serve'
import { getChallengeRoute } from './get-challenge'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getChallengeRoute)
