import { serve } from '@/lib/http/serve'
import { checkSubmissionRoute } from './check-submission'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(checkSubmissionRoute)
