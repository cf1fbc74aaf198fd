import { serve } from '@/lib/http/serve'
import { getSearchRoute } from './get-search'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getSearchRoute)
