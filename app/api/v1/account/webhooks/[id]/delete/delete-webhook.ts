import { z } from 'zod'
import { MAY_KEEP_WEBHOOKS } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { deleteWebhook } from '@/lib/webhooks/manage'
import { WebhookParams } from '../webhook-params'

export const deleteWebhookRoute = route({
  name: 'deleteWebhook',
  method: 'POST',
  auth: MAY_KEEP_WEBHOOKS,
  path: '/api/v1/account/webhooks/{id}/delete',
  summary: 'Delete a webhook of your account',
  description: 'What waits for it is not sent. Takes no body.',
  params: WebhookParams,
  response: { 200: { description: 'It is deleted.', schema: z.object({ deleted: z.int() }) } },
  problems: [404],
  cache: 'never',
  async handler({ account, params }) {
    await deleteWebhook(account.id, params.id)
    return { body: { deleted: params.id } }
  },
})
