import type { Db } from '@/lib/db'
import { readableText } from '@/lib/http/storable'
import { type Cause, CAUSES, change, mayCause, type Status, statesBefore, type TargetOf } from '@/lib/protocol'
import type { CodeWith } from '@/lib/reasons'
import type { Prisma } from '@/prisma/generated/client'
import { storedStatus, statusOf } from '@/lib/submissions/status'
import { type Actor, storedActor } from './actor'
import { mayStand } from './may-stand'

/** Why a submission is in its state. */
export interface Reason<S extends Status> {
  /** A code that may stand with this state (lib/reasons), or null if the state is enough. */
  readonly code: CodeWith<S>
  /** For people: what happened, what to do. */
  readonly text: string
}

/** What happened cannot happen in the state that the submission is in, often because of a concurrent change. */
export class IllegalChange extends Error {
  override readonly name = 'IllegalChange'
  constructor(
    readonly id: number,
    readonly from: Status | null,
    readonly event: Cause,
  ) {
    super(from === null ? `There is no submission ${id}.` : `Submission ${id}: ${refusalText(from, event)}`)
  }
}

function refusalText(from: Status, cause: Cause): string {
  const now = change(from, cause)
  return 'text' in now ? now.text : `It has just become ${from}.`
}

/** Somebody brought about what only others may: a fault of this program. */
export class IllegalActor extends Error {
  override readonly name = 'IllegalActor'
  constructor(cause: Cause, { kind }: Actor) {
    super(`"${cause}" cannot be brought about by ${kind}: see lib/protocol/life.ts.`)
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
 * The only way to change a submission's state: by a cause, which decides the state. The database adds an event with the reason and who did it, and
 * notifies listeners. Ending it releases the claim's key, so that the same claim may be sent again.
 * @param data further columns for the same write
 * @throws IllegalChange, IllegalReason, IllegalActor
 */
export async function changeStatus<C extends Cause>(
  tx: Db,
  id: number,
  cause: C,
  reason: Reason<TargetOf<C>>,
  by: Actor,
  data: Prisma.SubmissionUncheckedUpdateManyInput = {},
): Promise<void> {
  if (!mayCause(by.kind, cause)) throw new IllegalActor(cause, by)
  const to: TargetOf<C> = CAUSES[cause].to
  const { count } = await tx.submission.updateMany({
    where: { id, status: { in: statesBefore(cause).map(storedStatus) } },
    data: {
      ...data,
      status: storedStatus(to),
      ...storedReason(to, reason),
      ...storedActor(by),
      ...(STOPS.includes(to) ? { claimKey: null } : {}),
    },
  })
  if (count === 1) return
  const now = await tx.submission.findUnique({ where: { id }, select: { status: true } })
  throw new IllegalChange(id, now && statusOf(now.status), cause)
}

/**
 * Another reason for the state that a submission is in; nothing happens when it is in another.
 * @throws IllegalReason
 */
export async function changeReason<S extends Status>(
  tx: Db,
  id: number,
  state: S,
  reason: Reason<S>,
  by: Actor,
): Promise<void> {
  await tx.submission.updateMany({
    where: { id, status: storedStatus(state) },
    data: { ...storedReason(state, reason), ...storedActor(by) },
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
