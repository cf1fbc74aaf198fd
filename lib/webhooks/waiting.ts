import { db } from '@/lib/db'
import { enqueueForWebhook } from '@/lib/jobs/queue'
import { KEPT_MS } from './limits'

/** Enqueues a job for every webhook that something waits for, unless it has one: notifications may be lost, and queues emptied. */
export async function enqueueWaitingWebhooks(): Promise<void> {
  const waiting = await db.webhookDelivery.groupBy({ by: ['webhookId'], where: { endedAt: null } })
  for (const { webhookId } of waiting) await enqueueForWebhook(db, { webhook_id: webhookId })
}

/** Deletes messages that were delivered or given up long ago. */
export async function deleteOldDeliveries(): Promise<void> {
  await db.webhookDelivery.deleteMany({ where: { endedAt: { lt: new Date(Date.now() - KEPT_MS) } } })
}
