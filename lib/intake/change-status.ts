import type { Db } from '@/lib/db'
import { readableText } from '@/lib/http/storable'
import { type CheckId, LEGAL_CHANGES, STATUSES, type Status } from '@/lib/protocol'
import type { ReasonCode } from '@/lib/reasons'
import type { Prisma } from '@/prisma/generated/client'
import { storedStatus, statusOf } from '@/lib/submissions/status'

/** Why a submission is in its state. */
export interface Reason {
  /** A word for programs, or null where the state says it all. A claim that was not confirmed has the check that failed. */
  readonly code: ReasonCode | CheckId | null
  /** Plain sentences for people: what happened, what to do. */
  readonly text: string
}

/** The change is not one of `LEGAL_CHANGES`, often because somebody else changed the submission meanwhile. */
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
 * The one way a submission changes its state. The database leaves an event with the reason and tells listeners. A stop frees the
 * claim's key, so that the same claim may be sent again. The reason may quote strangers: what no database can hold is replaced.
 * @param data what else is known now, in the same write
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
