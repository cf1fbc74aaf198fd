import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import type { Prisma } from '@/prisma/generated/client'
import { SHOWN } from './limits'
import type { DeliveryRecord, WebhookRecord } from './schema'

export const WEBHOOK_INCLUDE = {
  deliveries: { orderBy: { id: 'desc' }, take: SHOWN, include: { event: { select: { submissionId: true } } } },
} as const satisfies Prisma.WebhookInclude

type WebhookRows = Prisma.WebhookGetPayload<{ include: typeof WEBHOOK_INCLUDE }>

/** The webhooks of an account, in the order in which they were made, each with its latest messages. */
export async function listWebhooks(accountId: number): Promise<WebhookRecord[]> {
  const rows = await db.webhook.findMany({ where: { accountId }, orderBy: { id: 'asc' }, include: WEBHOOK_INCLUDE })
  return rows.map(webhookRecord)
}

export function webhookRecord({
  id,
  url,
  createdAt,
  disabledAt,
  disabledReason,
  deliveries,
}: WebhookRows): WebhookRecord {
  return {
    id,
    url,
    created_at: createdAt.toISOString(),
    disabled_at: disabledAt?.toISOString() ?? null,
    disabled_reason: disabledReason,
    deliveries: deliveries.map(deliveryRecord),
  }
}

function deliveryRecord(row: WebhookRows['deliveries'][number]): DeliveryRecord {
  const { id, event, endedAt, delivered, tries, status, error, createdAt, triedAt } = row
  return {
    id,
    type: event === null ? 'webhook.test' : 'submission.changed',
    submission: event === null ? null : printId('submission', event.submissionId),
    state: endedAt === null ? 'waiting' : delivered ? 'delivered' : 'given-up',
    tries,
    status,
    error,
    created_at: createdAt.toISOString(),
    tried_at: triedAt?.toISOString() ?? null,
  }
}
