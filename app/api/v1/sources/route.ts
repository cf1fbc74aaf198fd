import { serve } from '@/lib/http/serve'
import { listSourcesRoute } from './list-sources'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listSourcesRoute)
