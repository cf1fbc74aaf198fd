import { serve } from '@/lib/http/serve'
import { fileReproductionRoute } from './file-reproduction'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(fileReproductionRoute)
