import { serve } from '@/lib/http/serve'
import { listSetsRoute } from './list-sets'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listSetsRoute)
