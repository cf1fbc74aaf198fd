import { serve } from '@/lib/http/serve'
import { testWebhookRoute } from './test-webhook'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(testWebhookRoute)
