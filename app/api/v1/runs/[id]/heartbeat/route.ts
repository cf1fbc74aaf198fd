import { serve } from '@/lib/http/serve'
import { beatRunRoute } from './beat-run'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(beatRunRoute)
