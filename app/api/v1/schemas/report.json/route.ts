import { serve } from '@/lib/http/serve'
import { getReportSchemaRoute } from './get-report-schema'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getReportSchemaRoute)
