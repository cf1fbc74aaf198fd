import { serve } from '@/lib/http/serve'
import { reviewSubmissionRoute } from './review-submission'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(reviewSubmissionRoute)
