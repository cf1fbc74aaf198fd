import { serve } from '@/lib/http/serve'
import { stopSubmissionRoute } from './stop-submission'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(stopSubmissionRoute)
