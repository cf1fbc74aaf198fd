import { isEnded, STATUSES, type Status } from './states'

/** Who may bring about a change: an account, a worker, or the registry itself. */
export type ActorKind = 'account' | 'worker' | 'registry'

/** What can happen to a submission. */
interface CauseFacts {
  readonly from: readonly Status[]
  readonly to: Status
  readonly by: readonly ActorKind[]
  /** Completes "it is queued, and only a running one can be …". */
  readonly verb: string
}

const WAITING = ['received', 'screened', 'queued'] as const satisfies readonly Status[]
const LIVE = [...WAITING, 'running'] as const satisfies readonly Status[]

/**
 * The life of a submission: everything that can happen to it, in which states, and the state that follows. It is received once, and everything after
 * that is a cause of this table.
 */
export const CAUSES = {
  /** Its checkpoint was pinned and its values were read. */
  read: { from: ['received'], to: 'screened', by: ['registry', 'worker'], verb: 'screened' },
  /** Its job is in the queue. */
  enqueued: { from: ['screened'], to: 'queued', by: ['registry', 'worker'], verb: 'queued' },
  /** A worker took its job. */
  taken: { from: ['queued'], to: 'running', by: ['worker'], verb: 'run' },
  /** Its run ended without an outcome and will be repeated. */
  interrupted: { from: ['running'], to: 'queued', by: ['worker'], verb: 'queued again' },
  /** A report was filed that confirms the claim. */
  confirmed: { from: ['running'], to: 'accepted', by: ['worker'], verb: 'accepted' },
  /** A report was filed that does not. */
  refuted: { from: ['running'], to: 'not-confirmed', by: ['worker'], verb: 'refuted' },
  /** The result of a search was filed. */
  found: { from: ['running'], to: 'searched', by: ['worker'], verb: 'given the result of a search' },
  /** The checkpoint contradicts the claim. */
  contradicted: { from: LIVE, to: 'invalid', by: ['registry', 'worker'], verb: 'found invalid' },
  /** This registry cannot check the claim. */
  obstructed: { from: LIVE, to: 'blocked', by: ['registry', 'worker'], verb: 'blocked' },
  /** Its submitter cancelled it, or it duplicates another. */
  cancelled: { from: LIVE, to: 'cancelled', by: ['account', 'registry', 'worker'], verb: 'cancelled' },
  /** A maintainer stopped it. */
  stopped: { from: LIVE, to: 'cancelled', by: ['account'], verb: 'stopped' },
  /** Its runs are used up, or one failed for good. */
  'gave-up': { from: LIVE, to: 'failed', by: ['registry', 'worker'], verb: 'given up' },
  /** It was sent again, or a maintainer queued it again, after its obstacle passed. */
  reopened: { from: ['blocked', 'failed'], to: 'received', by: ['account'], verb: 'reopened' },
} as const satisfies Readonly<Record<string, CauseFacts>>

export type Cause = keyof typeof CAUSES
/** The state that a cause leads to. */
export type TargetOf<C extends Cause> = (typeof CAUSES)[C]['to']

export const CAUSE_NAMES = Object.keys(CAUSES) as readonly Cause[]

const factsOf = (cause: Cause): CauseFacts => CAUSES[cause]

/** What follows from a cause in a state: the next state, or why there is none. */
export type Change = { readonly to: Status } | { readonly refused: 'ended' | 'not-now'; readonly text: string }

export function change(state: Status, cause: Cause): Change {
  const { from, to, verb } = factsOf(cause)
  if (from.includes(state)) return { to }
  const refused = isEnded(state) ? 'ended' : 'not-now'
  return { refused, text: `It is ${state}, and only one that is ${listed(from)} can be ${verb}.` }
}

/** Whether somebody of this kind may bring it about. */
export function mayCause(kind: ActorKind, cause: Cause): boolean {
  return factsOf(cause).by.includes(kind)
}

/** The states in which a cause may occur. */
export function statesBefore(cause: Cause): readonly Status[] {
  return factsOf(cause).from
}

/**
 * Legal changes of state: those that have a cause. The database holds the same table in the function `submission_change_is_legal` (migrations); a test
 * compares the two.
 */
export const LEGAL_CHANGES: Readonly<Record<Status, readonly Status[]>> = {
  received: statesAfter('received'),
  screened: statesAfter('screened'),
  queued: statesAfter('queued'),
  running: statesAfter('running'),
  accepted: statesAfter('accepted'),
  'not-confirmed': statesAfter('not-confirmed'),
  searched: statesAfter('searched'),
  invalid: statesAfter('invalid'),
  blocked: statesAfter('blocked'),
  cancelled: statesAfter('cancelled'),
  failed: statesAfter('failed'),
}

function statesAfter(from: Status): readonly Status[] {
  return STATUSES.filter((to) =>
    CAUSE_NAMES.some((cause) => factsOf(cause).from.includes(from) && CAUSES[cause].to === to),
  )
}

function listed(states: readonly Status[]): string {
  const last = states.at(-1) ?? ''
  return states.length > 1 ? `${states.slice(0, -1).join(', ')} or ${last}` : last
}
