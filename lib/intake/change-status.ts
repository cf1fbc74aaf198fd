import type { Db } from '@/lib/db'
import { readableText } from '@/lib/http/storable'
import { type CheckId, LEGAL_CHANGES, STATUSES, type Status } from '@/lib/protocol'
import type { ReasonCode } from '@/lib/reasons'
import type { Prisma } from '@/prisma/generated/client'
import { storedStatus, statusOf } from '@/lib/submissions/status'

/** Why a submission is in its state. */
export interface Reason {
  /** A code for programs, or null if the state is enough. For a claim that was not confirmed, the check that failed. */
  readonly code: ReasonCode | CheckId | null
  /** For people: what happened, what to do. */
  readonly text: string
}

/** The change is not one of `LEGAL_CHANGES`, often because of a concurrent change. */
export class IllegalChange extends Error {
  override readonly name = 'IllegalChange'
  constructor(
    readonly id: number,
    readonly from: Status | null,
    readonly to: Status,
  ) {
    super(from === null ? `There is no submission ${id}.` : `Submission ${id} is ${from} and cannot become ${to}.`)
  }
}

const STOPS: readonly Status[] = ['invalid', 'blocked', 'cancelled', 'failed']

/**
 * The only way to change a submission's state. The database adds an event with the reason and notifies listeners. Ending it releases
 * the claim's key, so that the same claim may be sent again. The reason may quote untrusted text: characters that cannot be stored are replaced.
 * @param data further columns for the same write
 * @throws IllegalChange
 */
export async function changeStatus(
  tx: Db,
  id: number,
  to: Status,
  reason: Reason,
  data: Prisma.SubmissionUncheckedUpdateManyInput = {},
): Promise<void> {
  const from = STATUSES.filter((status) => LEGAL_CHANGES[status].includes(to)).map(storedStatus)
  const { count } = await tx.submission.updateMany({
    where: { id, status: { in: from } },
    data: {
      ...data,
      status: storedStatus(to),
      reasonCode: reason.code,
      reason: readableText(reason.text),
      ...(STOPS.includes(to) ? { claimKey: null } : {}),
    },
  })
  if (count === 1) return
  const now = await tx.submission.findUnique({ where: { id }, select: { status: true } })
  throw new IllegalChange(id, now && statusOf(now.status), to)
}
