import { serve } from '@/lib/http/serve'
import { prioritiseSubmissionRoute } from './priority-submission'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(prioritiseSubmissionRoute)
