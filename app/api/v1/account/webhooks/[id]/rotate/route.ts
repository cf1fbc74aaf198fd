import { serve } from '@/lib/http/serve'
import { rotateWebhookRoute } from './rotate-webhook'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(rotateWebhookRoute)
