import { serve } from '@/lib/http/serve'
import { getMetricsRoute } from './get-metrics'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getMetricsRoute)
