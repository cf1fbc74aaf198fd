import type { Db } from '@/lib/db'
import { readableText } from '@/lib/http/storable'
import { LEGAL_CHANGES, STATUSES, type Status } from '@/lib/protocol'
import type { CodeWith } from '@/lib/reasons'
import type { Prisma } from '@/prisma/generated/client'
import { storedStatus, statusOf } from '@/lib/submissions/status'
import { mayStand } from './may-stand'

/** Why a submission is in its state. */
export interface Reason<S extends Status> {
  /** A code that may stand with this state (lib/reasons), or null if the state is enough. */
  readonly code: CodeWith<S>
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

/** A reason that the table does not let stand with the state: a fault of this program. */
export class IllegalReason extends Error {
  override readonly name = 'IllegalReason'
  constructor(to: Status, code: string | null) {
    super(`A submission that is ${to} cannot have the reason ${code ?? 'null'}: see lib/reasons/table.ts.`)
  }
}

const STOPS: readonly Status[] = ['invalid', 'blocked', 'cancelled', 'failed']

/**
 * The only way to change a submission's state. The database adds an event with the reason and notifies listeners. Ending it releases
 * the claim's key, so that the same claim may be sent again.
 * @param data further columns for the same write
 * @throws IllegalChange, IllegalReason
 */
export async function changeStatus<S extends Status>(
  tx: Db,
  id: number,
  to: S,
  reason: Reason<S>,
  data: Prisma.SubmissionUncheckedUpdateManyInput = {},
): Promise<void> {
  const from = STATUSES.filter((status) => LEGAL_CHANGES[status].includes(to)).map(storedStatus)
  const { count } = await tx.submission.updateMany({
    where: { id, status: { in: from } },
    data: {
      ...data,
      status: storedStatus(to),
      ...storedReason(to, reason),
      ...(STOPS.includes(to) ? { claimKey: null } : {}),
    },
  })
  if (count === 1) return
  const now = await tx.submission.findUnique({ where: { id }, select: { status: true } })
  throw new IllegalChange(id, now && statusOf(now.status), to)
}

/**
 * Another reason for the state that a submission is in; nothing happens when it is in another.
 * @throws IllegalReason
 */
export async function changeReason<S extends Status>(tx: Db, id: number, state: S, reason: Reason<S>): Promise<void> {
  await tx.submission.updateMany({
    where: { id, status: storedStatus(state) },
    data: storedReason(state, reason),
  })
}

/**
 * A reason as a submission's row holds it: every one that is written was made here. It may quote strangers: what no database can hold is replaced.
 * @throws IllegalReason
 */
export function storedReason<S extends Status>(
  state: S,
  { code, text }: Reason<S>,
): { readonly reasonCode: string | null; readonly reason: string } {
  if (!mayStand(state, code)) throw new IllegalReason(state, code)
  return { reasonCode: code, reason: readableText(text) }
}
