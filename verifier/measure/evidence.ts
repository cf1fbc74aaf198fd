import type { MemberEvidence } from '@/lib/protocol'
import type { Edit } from '../pass/edits'
import { placeKey, type WeightObservation, type WeightPlace } from '../pass/observe'
import type { Trace, TraceJob } from '../pass/trace'
import { removal, type Detection, type RemovalStep } from './rounds'
import { layerMaxima, median, residualOf } from './spikes'

/** Where a member was observed. */
export interface Occasion {
  readonly variant: number
  readonly round: number
  /** Null: detection did not find it, so its own largest output counts. */
  readonly token: number | null
}

/** A member's evidence, and the number of the variant it comes from: a lower one is preferred. */
interface Gathered {
  readonly variant: number
  readonly evidence: MemberEvidence
}

/** An extra look at a member that was not a candidate: traces with and without it. */
export interface ExtraLook {
  readonly member: number
  readonly occasion: Occasion
  readonly before: TraceJob
  readonly after: TraceJob
}

/** Collects the evidence of each claimed member, in the round in which it shows (protocol.md, 3.3 and 3.4). */
export class EvidenceBook {
  private readonly gathered: (Gathered | null)[]

  constructor(private readonly members: readonly WeightPlace[]) {
    this.gathered = members.map(() => null)
  }

  /** Records the members among a round's candidates. `bos` and `prompt` come from the detections, later. */
  record(step: RemovalStep, variants: readonly Detection['variant'][]): void {
    this.members.forEach((member, i) => {
      const find = step.finds.find((f) => !f.lateEcho && placeKey(f) === placeKey(member))
      const known = this.gathered[i]
      const variant = variants[step.variant]
      if (!find || !variant || (known && known.variant <= step.variant)) return
      const occasion = { variant: step.variant, round: step.round, token: find.token }
      this.gathered[i] = {
        variant: step.variant,
        evidence: evidenceOf(member, occasion, variant, step.before, step.after),
      }
    })
  }

  /** Looks still needed: late echoes in the round they were seen in, the rest in the first variant's intact model. */
  missing(detections: readonly Detection[]): ExtraLook[] {
    return this.members.flatMap((member, i) => {
      if (this.gathered[i]) return []
      const occasion = occasionOf(member, detections)
      const detection = detections[occasion.variant]
      const removed = detection?.rounds[occasion.round]?.removed ?? []
      if (!detection) return []
      const look = (edits: readonly Edit[]): TraceJob => ({
        tokens: detection.variant.tokens,
        edits,
        base: detection.intact,
      })
      return [{ member: i, occasion, before: look(removed), after: look([...removed, removal(member)]) }]
    })
  }

  /** Adds the result of an extra look. */
  add(look: ExtraLook, variant: Detection['variant'], before: Trace, after: Trace): void {
    const member = this.members[look.member]
    if (member)
      this.gathered[look.member] = {
        variant: look.occasion.variant,
        evidence: evidenceOf(member, look.occasion, variant, before, after),
      }
  }

  /** @throws Error when a member was never observed. */
  of(member: number): MemberEvidence {
    const found = this.gathered[member]
    if (!found) throw new Error(`Member ${member} was never looked at.`)
    return found.evidence
  }
}

function occasionOf(member: WeightPlace, detections: readonly Detection[]): Occasion {
  for (const [variant, { rounds }] of detections.entries()) {
    for (const [round, { finds }] of rounds.entries()) {
      const echo = finds.find((f) => placeKey(f) === placeKey(member))
      if (echo) return { variant, round, token: echo.token }
    }
  }
  return { variant: 0, round: 0, token: null }
}

/** What two traces show of a member that both of them observe. */
export function evidenceOf(
  member: WeightPlace,
  occasion: Occasion,
  variant: Detection['variant'],
  before: Trace,
  after: Trace,
): MemberEvidence {
  const layer = before.layers[member.layer]
  const watched = layer?.watched.find((w) => placeKey(w.place) === placeKey(member))
  if (!layer || !watched)
    throw new Error(`Layer ${member.layer} of a trace was not watched for [${member.channel}, ${member.neuron}].`)
  const token = occasion.token ?? ownToken(watched)
  const output = watched.residualUpdate[token] ?? NaN
  const input = watched.x[token] ?? NaN
  return {
    seen: occasion.token !== null,
    prompt: variant.prompt,
    bos: variant.bos,
    round: occasion.round,
    token,
    output,
    layer_output: layer.extremes.output,
    median_of_layer_maxima: median(layerMaxima(before)),
    input,
    layer_input: layer.extremes.input,
    share: watched.share[token] ?? NaN,
    residual_before: residualOf(before, token, member.channel),
    residual_after: residualOf(after, token, member.channel),
  }
}

/** The token at which a weight that no round shows is observed: the one with the largest output of its channel; for an expert's weight, among the expert's tokens. */
function ownToken({ place, x, residualUpdate }: WeightObservation): number {
  return argmax(
    place.expert == null ? residualUpdate : residualUpdate.map((value, token) => (x[token] === 0 ? 0 : value)),
  )
}

function argmax(values: Float32Array): number {
  return values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best] ?? 0) ? i : best), 0)
}
