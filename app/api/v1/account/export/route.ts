import { serve } from '@/lib/http/serve'
import { exportAccountRoute } from './export-account'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(exportAccountRoute)
