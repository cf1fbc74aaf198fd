import { serve } from '@/lib/http/serve'
import { getModelVersionRoute } from './get-model-version'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getModelVersionRoute)
