import { serve } from '@/lib/http/serve'
import { withdrawReproductionRoute } from './withdraw-reproduction'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(withdrawReproductionRoute)
