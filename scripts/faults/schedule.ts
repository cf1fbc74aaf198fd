import { seededRandom } from '@/lib/protocol/random'
import { between, shuffled } from './random'

/** The target of a fault. `server` is only the postmaster, `servers` the postmaster and all its backends. */
export type Target = 'worker' | 'verifier' | 'site' | 'server' | 'servers'

export interface Fault {
  /** Milliseconds after the first claim. */
  readonly at: number
  readonly target: Target
  /** null: kill -9. Otherwise SIGSTOP, and SIGCONT after this many milliseconds. */
  readonly frozenMs: number | null
}

/** Kills per target: enough to hit every state of a claim, few enough that the supervisor (ten exits in a row) does not give up. */
const KILLS: Readonly<Record<Target, number>> = { worker: 5, verifier: 5, site: 5, server: 3, servers: 2 }
/** A worker stopped for longer than its heartbeat (20 s) is considered dead, and returns. */
const FREEZES: readonly (readonly [Target, number, number])[] = [
  ['worker', 25_000, 35_000],
  ['verifier', 2_000, 8_000],
  ['site', 1_000, 5_000],
  ['servers', 3_000, 8_000],
]
const GAP_MS = [3_000, 9_000] as const

/** The faults of a seed, in the order of their times. The same seed gives the same ones. */
export function scheduleOf(seed: number): Fault[] {
  const random = seededRandom(seed)
  const kills = (Object.keys(KILLS) as Target[]).flatMap((target) =>
    Array.from({ length: KILLS[target] }, () => ({ target, frozenMs: null })),
  )
  const freezes = FREEZES.map(([target, from, to]) => ({ target, frozenMs: between(random, from, to) }))
  let at = 0
  return shuffled(random, [...kills, ...freezes]).map((fault) => ({ ...fault, at: (at += between(random, ...GAP_MS)) }))
}

export function printFault({ at, target, frozenMs }: Fault): string {
  const who = {
    server: 'the postmaster',
    servers: 'the postmaster and its backends',
    worker: 'the worker',
    verifier: 'the verifier',
    site: 'the site',
  }[target]
  return `${(at / 1_000).toFixed(1).padStart(6)} s  ${frozenMs === null ? 'kill -9' : `stop for ${(frozenMs / 1_000).toFixed(1)} s`} ${who}`
}
