import { serve } from '@/lib/http/serve'
import { downloadWeightsCsvRoute } from './download-csv'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(downloadWeightsCsvRoute)
