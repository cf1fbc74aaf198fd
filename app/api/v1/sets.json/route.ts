import { serve } from '@/lib/http/serve'
import { downloadSetsJsonRoute } from './download-json'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(downloadSetsJsonRoute)
