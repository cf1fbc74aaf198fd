import { serve } from '@/lib/http/serve'
import { downloadModelsCsvRoute } from './download-csv'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(downloadModelsCsvRoute)
