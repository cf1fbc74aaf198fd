import { serve } from '@/lib/http/serve'
import { createWebhookRoute } from './create-webhook'
import { listWebhooksRoute } from './list-webhooks'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listWebhooksRoute, createWebhookRoute)
