import { serve } from '@/lib/http/serve'
import { reportRunRoute } from './report-run'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(reportRunRoute)
