import { type Attempt, attempt } from '@/app/attempt'
import { MAY_KEEP_WEBHOOKS } from '@/app/who-may-write'
import { db } from '@/lib/db'
import { invalidInput } from '@/lib/http/problem'
import { assertStorable } from '@/lib/http/storable'
import { deleteWebhook, makeWebhook, rotateSecret, testWebhook } from '@/lib/webhooks/manage'
import { WebhookInput, type WebhookRecord, type WebhookSecret } from '@/lib/webhooks/schema'
import { idOf } from './row-id'

/** Makes a webhook, whose secret is shown once; like those below for a form of /account. */
export function makeWebhookOf(request: Request, form: FormData): Promise<Attempt<WebhookSecret>> {
  return attempt(MAY_KEEP_WEBHOOKS, request, ({ account }) => {
    const read = WebhookInput.safeParse({ url: form.get('url') })
    if (!read.success) throw invalidInput(read.error)
    assertStorable(read.data)
    return db.$transaction((tx) => makeWebhook(tx, account.id, read.data))
  })
}

export function rotateWebhookOf(request: Request, form: FormData): Promise<Attempt<WebhookSecret>> {
  return attempt(MAY_KEEP_WEBHOOKS, request, ({ account }) => rotateSecret(account.id, idOf(form)))
}

export function testWebhookOf(request: Request, form: FormData): Promise<Attempt<WebhookRecord>> {
  return attempt(MAY_KEEP_WEBHOOKS, request, ({ account }) => testWebhook(account.id, idOf(form)))
}

export function deleteWebhookOf(request: Request, form: FormData): Promise<Attempt<void>> {
  return attempt(MAY_KEEP_WEBHOOKS, request, ({ account }) => deleteWebhook(account.id, idOf(form)))
}
