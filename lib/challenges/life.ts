/** Every state of a challenge: it waits, or a maintainer has decided, or its challenger has taken it back. */
export const CHALLENGE_STATES = ['open', 'upheld', 'withdrawn', 'retracted'] as const
/** `upheld` and `withdrawn` are said of the record, as in protocol.md, section 6. */
export type ChallengeState = (typeof CHALLENGE_STATES)[number]

interface ActFacts {
  readonly from: readonly ChallengeState[]
  /** Absent: the state stays. */
  readonly to?: ChallengeState
  /** What it does to a challenge: "CH-000007 is retracted, and only one that is open can be …". */
  readonly verb: string
}

/** What can happen to a challenge after it was opened, in which states, and the state that follows. */
export const CHALLENGE_ACTS = {
  /** A reviewer or its challenger adds to it. */
  commented: { from: ['open'], verb: 'commented on' },
  /** A maintainer has its record verified again. */
  'verified-again': { from: ['open'], verb: 'answered by another run' },
  /** A maintainer decides that the record stands; also one that was withdrawn by mistake. */
  upheld: { from: ['open', 'withdrawn'], to: 'upheld', verb: 'answered by upholding the record' },
  /** A maintainer withdraws the record. */
  withdrawn: { from: ['open', 'upheld'], to: 'withdrawn', verb: 'answered by withdrawing the record' },
  /** Its challenger takes it back. */
  retracted: { from: ['open'], to: 'retracted', verb: 'retracted' },
} as const satisfies Readonly<Record<string, ActFacts>>

export type ChallengeAct = keyof typeof CHALLENGE_ACTS
export const ACT_NAMES = Object.keys(CHALLENGE_ACTS) as readonly ChallengeAct[]

/** The state that follows from an act, or why it is not possible. */
export function challengeAfter(
  state: ChallengeState,
  act: ChallengeAct,
): { readonly to: ChallengeState } | { readonly text: string } {
  const { from, to, verb }: ActFacts = CHALLENGE_ACTS[act]
  if (from.includes(state)) return { to: to ?? state }
  return { text: `It is ${state}, and only one that is ${from.join(' or ')} can be ${verb}.` }
}
