import { serve } from '@/lib/http/serve'
import { deleteWebhookRoute } from './delete-webhook'

export const dynamic = 'force-dynamic'
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(deleteWebhookRoute)
