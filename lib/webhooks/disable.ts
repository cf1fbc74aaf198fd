import { db } from '@/lib/db'
import { log } from '@/lib/log/log'

/** Ends a webhook, with a reason that its owner sees. What waits for it is given up. */
export async function disable(id: number, reason: string): Promise<'disabled'> {
  const now = new Date()
  await db.$transaction([
    db.webhook.updateMany({ where: { id }, data: { disabledAt: now, disabledReason: reason } }),
    db.webhookDelivery.updateMany({ where: { webhookId: id, endedAt: null }, data: { endedAt: now } }),
  ])
  log('info', 'webhook disabled', { webhook: id, reason })
  return 'disabled'
}
