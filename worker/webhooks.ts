import { db } from '@/lib/db'
import { describeError } from '@/lib/errors/describe'
import { WebhookPayload, WEBHOOKS_CHANNEL } from '@/lib/jobs'
import { enqueueForWebhook } from '@/lib/jobs/queue'
import { listen } from '@/lib/listen'
import { log } from '@/lib/log/log'
import { runWebhook } from '@/lib/webhooks/run'
import { RetryLater } from './run/run-stopped'

/** Enqueues a job for every webhook that gets a message, until the returned function is called. What it misses, maintenance finds. */
export function followWebhooks(): Promise<() => Promise<void>> {
  return listen(WEBHOOKS_CHANNEL, (payload) => {
    enqueueForWebhook(db, { webhook_id: Number(payload) }).catch((error: unknown) =>
      log('warn', 'could not enqueue a webhook', { webhook: payload, error: describeError(error) }),
    )
  })
}

/** @throws RetryLater where nothing was delivered */
export async function runWebhookJob(data: unknown, signal: AbortSignal): Promise<void> {
  const { webhook_id: webhook } = WebhookPayload.parse(data)
  if ((await runWebhook(webhook, signal)) === 'retry') throw new RetryLater(`Webhook ${webhook} got nothing.`)
}
