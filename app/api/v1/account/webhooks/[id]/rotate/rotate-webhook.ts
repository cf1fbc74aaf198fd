import { MAY_KEEP_WEBHOOKS } from '@/app/who-may-write'
import { route } from '@/lib/http/route'
import { rotateSecret } from '@/lib/webhooks/manage'
import { WebhookSecret } from '@/lib/webhooks/schema'
import { WebhookParams } from '../webhook-params'

export const rotateWebhookRoute = route({
  name: 'rotateWebhook',
  method: 'POST',
  auth: MAY_KEEP_WEBHOOKS,
  path: '/api/v1/account/webhooks/{id}/rotate',
  summary: 'Give a webhook another secret',
  description: 'For a day messages are signed with the old secret too. Takes no body.',
  params: WebhookParams,
  response: { 200: { description: 'The webhook and its new secret.', schema: WebhookSecret } },
  problems: [404],
  cache: 'never',
  handler: async ({ account, params }) => ({ body: await rotateSecret(account.id, params.id) }),
})
