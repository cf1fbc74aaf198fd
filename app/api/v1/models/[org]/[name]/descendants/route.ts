import { serve } from '@/lib/http/serve'
import { getDescendantsRoute } from './get-descendants'
import { readDescendantsRoute } from './read-descendants'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getDescendantsRoute, readDescendantsRoute)
