import type { Db } from '@/lib/db'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { webhookAddress } from './address'
import { MAX_WEBHOOKS } from './limits'
import { WEBHOOK_INCLUDE, webhookRecord } from './records'
import type { WebhookInput, WebhookRecord, WebhookSecret } from './schema'
import { newSecret } from './sign'

/**
 * Makes a webhook. Its secret is returned here only.
 * @throws AppError 422 `invalid-input`, 409 `too-many-webhooks`
 */
export async function makeWebhook(tx: Db, accountId: number, input: WebhookInput): Promise<WebhookSecret> {
  const url = webhookAddress(input.url)
  // Two at once cannot pass the limit together.
  await tx.$queryRaw`select id from accounts where id = ${accountId} for update`
  if ((await tx.webhook.count({ where: { accountId } })) >= MAX_WEBHOOKS)
    throw new AppError({
      status: 409,
      code: 'too-many-webhooks',
      detail: `This account has ${MAX_WEBHOOKS} webhooks, and cannot have more. Delete one that is not used.`,
    })
  const secret = newSecret()
  const made = await tx.webhook.create({ data: { accountId, url, secret }, include: WEBHOOK_INCLUDE })
  return { webhook: webhookRecord(made), secret }
}

/**
 * Deletes a webhook and what waits for it.
 * @throws AppError 404 `not-found` where the account has no such webhook, as below
 */
export async function deleteWebhook(accountId: number, id: number): Promise<void> {
  const { count } = await db.webhook.deleteMany({ where: { id, accountId } })
  if (count === 0) throw unknown(id)
}

/** Gives a webhook another secret, which is returned here only. The old one signs too for a day. */
export async function rotateSecret(accountId: number, id: number): Promise<WebhookSecret> {
  const secret = newSecret()
  return db.$transaction(async (tx) => {
    const { secret: previousSecret } = await ownWebhook(tx, accountId, id)
    const data = { secret, previousSecret, rotatedAt: new Date() }
    return {
      webhook: webhookRecord(await tx.webhook.update({ where: { id }, data, include: WEBHOOK_INCLUDE })),
      secret,
    }
  })
}

/** Sends a test, and enables a webhook that was disabled. */
export async function testWebhook(accountId: number, id: number): Promise<WebhookRecord> {
  return db.$transaction(async (tx) => {
    await ownWebhook(tx, accountId, id)
    const data = { disabledAt: null, disabledReason: null, failures: 0, deliveries: { create: {} } }
    return webhookRecord(await tx.webhook.update({ where: { id }, data, include: WEBHOOK_INCLUDE }))
  })
}

async function ownWebhook(tx: Db, accountId: number, id: number): Promise<{ readonly secret: string }> {
  const webhook = await tx.webhook.findUnique({ where: { id, accountId }, select: { secret: true } })
  if (webhook === null) throw unknown(id)
  return webhook
}

const unknown = (id: number) =>
  new AppError({ status: 404, code: 'not-found', detail: `Your account has no webhook ${id}.` })
