import { serve } from '@/lib/http/serve'
import { getQueueRoute } from './get-queue'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getQueueRoute)
