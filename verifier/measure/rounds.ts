import type { LayerExtremes, Protocol } from '@/lib/protocol'
import { scopeOf, type RunJournal } from '../pass/scope'
import type { Edit } from '../pass/edits'
import type { Model } from '../pass/model'
import type { WeightPlace } from '../pass/observe'
import { runTraces, type Trace, type TraceJob } from '../pass/trace'
import { findsOf, type Find, type Finds } from './spikes'
import { channelsLookedAt, type Variant } from './variants'

/** One look at one variant: what its layers show, and what makes the spikes. */
export interface Round extends Finds {
  readonly layers: readonly LayerExtremes[]
  /** What earlier rounds removed. */
  readonly removed: readonly Edit[]
}

/** All rounds of one variant. */
export interface Detection {
  readonly variant: Variant
  /** The trace without edits, from which any later one can be continued. */
  readonly intact: Trace
  readonly rounds: readonly Round[]
}

export interface RoundsRequest extends Model {
  readonly protocol: Protocol
  readonly journal?: RunJournal | null
  readonly variants: readonly Variant[]
  readonly watches: readonly WeightPlace[]
  /** Called with every pair of traces before and after the candidates of a round were removed. */
  readonly onRemoved?: (step: RemovalStep) => void
  readonly onProgress?: (round: number, done: number, total: number) => void
  readonly signal?: AbortSignal
}

export interface RemovalStep {
  readonly variant: number
  readonly round: number
  readonly finds: readonly Find[]
  readonly before: Trace
  readonly after: Trace
}

interface Running {
  readonly index: number
  readonly variant: Variant
  readonly intact: Trace
  readonly rounds: Round[]
  current: Trace
}

/**
 * Removal rounds of all variants side by side: each variant follows its own spikes, but a layer is read once a round for all
 * of them. A variant ends when a round brings no candidate, or after the protocol's number of rounds.
 */
export async function detectInRounds(request: RoundsRequest): Promise<Detection[]> {
  const { variants, protocol } = request
  const traces = await tracesOf(
    request,
    0,
    variants.map((v): TraceJob => ({ tokens: v.tokens, edits: [], base: null })),
  )
  const all = variants.flatMap((variant, index): Running[] => {
    const intact = traces[index]
    return intact ? [{ index, variant, intact, rounds: [roundOf(intact, protocol)], current: intact }] : []
  })
  // Under swp-1 a member's evidence is also what remains once the last finds are removed.
  const last = protocol.detection.spikes ? protocol.detection.max_rounds - 1 : protocol.detection.max_rounds
  let running = all.filter(hasMore)
  for (let round = 1; running.length > 0 && round <= last; round++) {
    const next = await tracesOf(
      request,
      round,
      running.map(({ variant, rounds, current }) => ({
        tokens: variant.tokens,
        edits: nextEdits(rounds),
        base: current,
      })),
    )
    running.forEach((one, i) => {
      const after = next[i]
      if (!after) return
      request.onRemoved?.({
        variant: one.index,
        round: round - 1,
        finds: one.rounds.at(-1)?.finds ?? [],
        before: one.current,
        after,
      })
      one.current = after
      if (round < protocol.detection.max_rounds) one.rounds.push(roundOf(after, protocol))
    })
    running = round < protocol.detection.max_rounds ? running.filter(hasMore) : []
  }
  return all.map(({ variant, intact, rounds }) => ({ variant, intact, rounds }))
}

/** The edit that removes a weight. */
export function removal({ layer, expert, channel, neuron }: WeightPlace): Edit {
  return { layer, expert, channel, neuron, scale: 0 }
}

function tracesOf(
  { checkpoint, recipe, backend, protocol, watches, journal, signal, onProgress }: RoundsRequest,
  round: number,
  jobs: TraceJob[],
): Promise<Trace[]> {
  const scope = scopeOf(journal, round === 0 ? 'detection, all prompts' : `detection, removal round ${round}`)
  return runTraces({
    checkpoint,
    recipe,
    backend,
    jobs,
    watches,
    peaks: channelsLookedAt(protocol),
    scope,
    onProgress: (done, total) => onProgress?.(round, done, total),
    ...(signal ? { signal } : {}),
  })
}

function roundOf(trace: Trace, protocol: Protocol): Round {
  return { layers: trace.layers.map((l) => l.extremes), ...findsOf(trace, protocol), removed: trace.edits }
}

function hasMore({ rounds }: Running): boolean {
  return (rounds.at(-1)?.next.length ?? 0) > 0
}

function nextEdits(rounds: readonly Round[]): Edit[] {
  const last = rounds.at(-1)
  return last ? [...last.removed, ...last.next.map(removal)] : []
}
