import { serve } from '@/lib/http/serve'
import { getPersonRoute } from './get-person'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getPersonRoute)
