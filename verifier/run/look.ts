import { keyOf, type Coordinate } from '@/lib/coordinates'
import { inParallel } from '@/lib/async/parallel'
import { readValue } from '@/lib/hub/safetensors/read-value'
import { CURRENT_PROTOCOL, type DetectionRun } from '@/lib/protocol'
import { mergeSpikes } from '../find/merge-spikes'
import type { Spike } from '../find/spike'
import { detectionRunOf, detectVariants } from '../measure/detection'
import { coordinateOf } from '../measure/members'
import type { Detection } from '../measure/rounds'
import { variantsOf } from '../measure/variants'
import { placeKey } from '../pass/observe'
import type { RunJournal } from '../pass/scope'
import type { Subject } from '../pass/subject'
import type { OnProgress } from '../measure/progress'
import { seenIn } from './seen-in'

/** A weight that contributes to a spike. */
export interface SpikeWeight extends Coordinate {
  readonly layer: number
  readonly expert: number | null
  /** `x[t, k] * W[j, k] / y[t, j]` in the round of its spike. */
  readonly share: number
  /** As stored. */
  readonly value: number
  readonly dtype: string
}

/** A spike as `superweights detect --json` prints it. */
export interface SeenSpike {
  readonly layer: number
  readonly channel: number
  readonly token: number
  /** y[t, j], signed, in its round. */
  readonly output: number
  /** The prompt in which it is largest, and with which BOS setting. */
  readonly prompt: number
  readonly bos: DetectionRun['bos']
  /** Number of prompts, each BOS setting counted, in which this round shows it. */
  readonly prompts: number
  /** 1: in the intact model. n: it shows only once n - 1 spikes are removed. */
  readonly round: number
  /** The weights that were removed before: none in round 1. */
  readonly after: readonly Coordinate[]
  readonly late_echo: boolean
  /** Largest share first; none where no weight of the down projection makes enough of it. */
  readonly weights: readonly SpikeWeight[]
}

export interface Look {
  readonly repo: string
  readonly commit: string
  readonly protocol: { readonly id: string; readonly sha256: string }
  /** Round by round, in each the strongest first. */
  readonly spikes: readonly SeenSpike[]
  readonly runs: readonly DetectionRun[]
}

export interface LookOptions {
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
  /** As `verifySubject` takes it. */
  readonly journal?: RunJournal | null
}

/** Looks for spikes by the protocol of `find`, and measures no damage. @throws as `verifySubject` */
export async function lookAt(subject: Subject, options: LookOptions = {}): Promise<Look> {
  const { checkpoint, tokenizer, family } = subject
  const { document: protocol, id, sha256 } = CURRENT_PROTOCOL
  const variants = variantsOf(tokenizer, protocol)
  const detections = await detectVariants({ subject, members: [], protocol, ...options }, variants)
  const spikes = newInTheirRound(mergeSpikes(detections)).toSorted(
    (a, b) => a.round - b.round || Math.abs(b.output) - Math.abs(a.output),
  )
  const values = await valuesOf(spikes, subject, options.signal)
  return {
    repo: checkpoint.repo,
    commit: checkpoint.commit,
    protocol: { id, sha256 },
    spikes: spikes.map((spike) => seenSpike(spike, detections, subject, values)),
    runs: detections.map((detection) => detectionRunOf(detection, family.names)),
  }
}

/** Weights of the spikes that stay in the residual stream, each once: the strongest spike first. */
export function candidatesOf({ spikes }: Look) {
  const seen = new Set<string>()
  return spikes
    .filter(({ late_echo: echo }) => !echo)
    .flatMap(({ weights, output, token, round }) =>
      weights.flatMap((weight) => {
        if (seen.has(keyOf(weight))) return []
        seen.add(keyOf(weight))
        return [{ ...weight, output, token, round }]
      }),
    )
}

/** Without what an earlier round shows already: a later one is listed for spikes whose main weight is new. */
function newInTheirRound(spikes: readonly Spike[]): Spike[] {
  return spikes.filter(({ round, contributors: [main] }) => {
    if (round === 0) return true
    const earlier = spikes.filter((spike) => spike.round < round).flatMap(({ contributors }) => contributors)
    return main !== undefined && !earlier.some((one) => placeKey(one) === placeKey(main))
  })
}

type Values = ReadonlyMap<string, { readonly value: number; readonly dtype: string }>

/** Small requests to the Hub at a time. */
const AT_ONCE = 8

async function valuesOf(spikes: readonly Spike[], { checkpoint, family }: Subject, signal?: AbortSignal) {
  const values = new Map<string, { value: number; dtype: string }>()
  const wanted = new Map(
    spikes.flatMap(({ contributors }) => contributors.map((one) => [placeKey(one), coordinateOf(one, family.names)])),
  )
  await inParallel(wanted, AT_ONCE, signal, async ([key, { tensor, row, col }]) => {
    const location = checkpoint.tensors.get(tensor)
    if (!location) throw new Error(`${tensor} was observed and is not in the checkpoint.`)
    const { value, dtype } = await readValue(checkpoint, location, row, col)
    values.set(key, { value, dtype })
  })
  return values
}

function seenSpike(spike: Spike, detections: readonly Detection[], { family }: Subject, values: Values): SeenSpike {
  const { round, removed, contributors } = spike
  return {
    ...seenIn(spike, detections),
    prompts: detections.filter((detection) => shows(detection, spike)).length,
    round: round + 1,
    after: removed.map((place) => coordinateOf(place, family.names)),
    weights: contributors.map((one) => ({
      ...coordinateOf(one, family.names),
      layer: one.layer,
      expert: one.expert ?? null,
      share: one.share,
      ...(values.get(placeKey(one)) ?? { value: NaN, dtype: '' }),
    })),
  }
}

function shows({ rounds }: Detection, { round, layer, channel }: Spike): boolean {
  const { finds = [], unexplained } = rounds[round] ?? {}
  return [...finds, ...(unexplained ?? [])].some((one) => one.layer === layer && one.channel === channel)
}
