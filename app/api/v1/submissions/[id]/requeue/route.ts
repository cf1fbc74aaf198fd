import { serve } from '@/lib/http/serve'
import { requeueSubmissionRoute } from './requeue-submission'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(requeueSubmissionRoute)
