import { serve } from '@/lib/http/serve'
import { countFacetsRoute } from './count-facets'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(countFacetsRoute)
