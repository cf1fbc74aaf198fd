import { env } from '@/lib/env'
import { printId } from '@/lib/ids'
import { statusOf } from '@/lib/submissions/status'
import type { Prisma } from '@/prisma/generated/client'
import type { SubmissionChanged, WebhookTest } from './schema'

/** The rows that a message is made of. */
export const MESSAGE_INCLUDE = {
  event: { include: { submission: { select: { repo: true } } } },
} as const satisfies Prisma.WebhookDeliveryInclude

export type MessageRows = Prisma.WebhookDeliveryGetPayload<{ include: typeof MESSAGE_INCLUDE }>

/** What is sent: the same with every try, since events never change. */
export function messageOf({ event, createdAt }: MessageRows): SubmissionChanged | WebhookTest {
  if (event === null) return { type: 'webhook.test', timestamp: createdAt.toISOString(), data: {} }
  const submission = printId('submission', event.submissionId)
  return {
    type: 'submission.changed',
    timestamp: event.at.toISOString(),
    data: {
      submission,
      repo: event.submission.repo,
      status: statusOf(event.status),
      reason_code: event.reasonCode,
      reason: event.reason,
      url: `${env().PUBLIC_URL ?? ''}/submissions/${submission}`,
    },
  }
}

/** Names a message for its receiver, who may get it twice. */
export const messageId = ({ id }: { readonly id: number }): string => `msg_${id}`
