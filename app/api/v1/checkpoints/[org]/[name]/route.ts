import { serve } from '@/lib/http/serve'
import { getCheckpointRoute } from './get-checkpoint'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getCheckpointRoute)
