import { db } from '@/lib/db'
import type { Webhook } from '@/prisma/generated/client'
import { disable } from './disable'
import { MAX_FAILED_RUNS, MAX_FAILURES_IN_A_RUN, MAX_IN_A_RUN, OLD_SECRET_MS } from './limits'
import { MESSAGE_INCLUDE, messageId, messageOf, type MessageRows } from './message'
import { type Answer, post } from './post'

/** What one run did. `retry`: nothing was delivered, so the next run waits longer. */
export type RunOutcome = 'done' | 'retry' | 'disabled'

/**
 * Sends a webhook what waits for it, oldest first. What fails waits for a later run, and is given up after enough of them; so is the whole webhook when run
 * after run delivers nothing, or when its receiver says 410 Gone.
 */
export async function runWebhook(id: number, signal: AbortSignal): Promise<RunOutcome> {
  const webhook = await db.webhook.findUnique({ where: { id } })
  if (webhook === null || webhook.disabledAt !== null) return 'done'
  const { delivered, failures, last, gone } = await sendWaiting(webhook, signal)
  if (gone) return disable(id, 'It answered 410 Gone: the receiver wants no more.')
  if (delivered > 0 || failures === 0) return 'done'
  const inARow = webhook.failures + 1
  await db.webhook.updateMany({ where: { id }, data: { failures: inARow } })
  if (inARow >= MAX_FAILED_RUNS) return disable(id, `Nothing was delivered in ${inARow} tries. ${last ?? ''}`.trim())
  return 'retry'
}

interface Sent {
  delivered: number
  failures: number
  /** Why the last failure. */
  last: string | null
  gone: boolean
}

async function sendWaiting(webhook: Webhook, signal: AbortSignal): Promise<Sent> {
  const sent: Sent = { delivered: 0, failures: 0, last: null, gone: false }
  const waiting = await db.webhookDelivery.findMany({
    where: { webhookId: webhook.id, endedAt: null },
    orderBy: { id: 'asc' },
    take: MAX_IN_A_RUN,
    include: MESSAGE_INCLUDE,
  })
  for (const delivery of waiting) {
    signal.throwIfAborted()
    const answer = await send(webhook, delivery, signal)
    await note(delivery, answer)
    if (answer.error === null) sent.delivered += 1
    else Object.assign(sent, { failures: sent.failures + 1, last: answer.error, gone: answer.status === 410 })
    // Where nobody answers, the next message would wait as long for nothing.
    if (sent.gone || (answer.error !== null && answer.status === null) || sent.failures >= MAX_FAILURES_IN_A_RUN) break
  }
  if (sent.delivered > 0) await db.webhook.updateMany({ where: { id: webhook.id }, data: { failures: 0 } })
  return sent
}

function send(webhook: Webhook, delivery: MessageRows, signal: AbortSignal): Promise<Answer> {
  const now = Date.now()
  const message = {
    id: messageId(delivery),
    timestamp: Math.floor(now / 1_000),
    body: JSON.stringify(messageOf(delivery)),
  }
  const { secret, previousSecret, rotatedAt } = webhook
  const isOld = rotatedAt === null || now - rotatedAt.getTime() > OLD_SECRET_MS
  const secrets = previousSecret === null || isOld ? [secret] : [secret, previousSecret]
  return post(webhook.url, message, secrets, signal)
}

/** Notes a try. The webhook may have been deleted meanwhile, and its messages with it. */
async function note({ id, tries }: MessageRows, { status, error }: Answer): Promise<void> {
  const triedAt = new Date()
  const ended = error === null || tries + 1 >= MAX_FAILED_RUNS
  await db.webhookDelivery.updateMany({
    where: { id },
    data: {
      tries: { increment: 1 },
      triedAt,
      status,
      error,
      delivered: error === null,
      ...(ended && { endedAt: triedAt }),
    },
  })
}
