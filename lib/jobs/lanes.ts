import { JOBS, type RunJob } from './index'

/** The lanes of the queue: models of one size wait for each other only. */
export const LANES = ['small', 'medium', 'large'] as const
export type Lane = (typeof LANES)[number]

const GB = 1e9

interface LaneFacts {
  readonly job: RunJob
  /** Bytes of all tensors of the largest model in it. */
  readonly upTo: number
}

/**
 * At grade `standard` a 7B model (13.5 GB) takes 40 minutes on two cores (decision 006), which is three minutes a gigabyte: a run of the small lane takes a
 * quarter of an hour at most, one of the medium lane two hours, one of the large lane the rest of a day.
 */
const FACTS: Readonly<Record<Lane, LaneFacts>> = {
  small: { job: JOBS.verify, upTo: 5 * GB },
  medium: { job: JOBS.verifyMedium, upTo: 40 * GB },
  large: { job: JOBS.verifyLarge, upTo: Infinity },
}

export function laneOf(bytes: number): Lane {
  return LANES.find((lane) => bytes <= FACTS[lane].upTo) ?? 'large'
}

export const jobOfLane = (lane: Lane): RunJob => FACTS[lane].job

/** Bytes of the largest model in a lane; null for the last one. */
export const upToBytes = (lane: Lane): number | null => (Number.isFinite(FACTS[lane].upTo) ? FACTS[lane].upTo : null)

/** Above every priority that a turn gives. Both fit PostgreSQL's integer. */
const BEFORE_ALL = 1_000_000_000

/** A job's priority: pg-boss takes the highest first and, of the same, the one that came first. */
export function priorityOf({ turn, prioritised }: { readonly turn: number; readonly prioritised: boolean }): number {
  return (prioritised ? BEFORE_ALL : 0) - turn
}
