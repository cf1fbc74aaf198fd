import type { MemberEvidence } from '@/lib/protocol'
import { placeKey, type WeightPlace } from '../pass/observe'
import type { Trace, TraceJob } from '../pass/trace'
import { evidenceOf, type Occasion } from './evidence'
import { removal, type Detection } from './rounds'
import { residualOf } from './spikes'

/** The traces that a member's evidence under swp-2 takes, in the order in which they are run. */
export interface MemberLooks {
  readonly occasion: Occasion
  readonly detection: Detection
  /** Where the member shows; the intact model; without the claim's members of its channel; without it alone. */
  readonly jobs: readonly [TraceJob, TraceJob, TraceJob, TraceJob]
}

/**
 * Where each member is looked at (protocol.md, section 8, points 1 and 5): where it shows with as few removals as possible; and what removing it does is measured from
 * the intact model, with exactly the claim's members that write its channel removed.
 */
export function looksFromIntact(members: readonly WeightPlace[], detections: readonly Detection[]): MemberLooks[] {
  return members.flatMap((member) => {
    const occasion = earliest(member, detections)
    const detection = detections[occasion.variant]
    if (!detection) return []
    const job = (edits: TraceJob['edits']): TraceJob => ({
      tokens: detection.variant.tokens,
      edits,
      base: detection.intact,
    })
    const ofChannel = members.filter(({ channel }) => channel === member.channel)
    return [
      {
        occasion,
        detection,
        jobs: [
          job(detection.rounds[occasion.round]?.removed ?? []),
          job([]),
          job(ofChannel.map(removal)),
          job([removal(member)]),
        ] as const,
      },
    ]
  })
}

/** @param traces those of the look's jobs */
export function evidenceFromIntact(
  member: WeightPlace,
  { occasion, detection }: MemberLooks,
  [shows, intact, together, alone]: readonly [Trace, Trace, Trace, Trace],
): MemberEvidence {
  const evidence = evidenceOf(member, occasion, detection.variant, shows, together)
  const rank = shows.layers[member.layer]?.peaks.findIndex(({ channel }) => channel === member.channel) ?? -1
  return {
    ...evidence,
    channel_rank: rank < 0 ? null : rank + 1,
    residual_intact: residualOf(intact, evidence.token, member.channel),
    residual_without_this: residualOf(alone, evidence.token, member.channel),
  }
}

/** Fewest removals first, then what stays before a late echo, then the earlier variant. */
function earliest(member: WeightPlace, detections: readonly Detection[]): Occasion {
  const seen = detections.flatMap(({ rounds }, variant) =>
    rounds.flatMap(({ finds }, round) => {
      const find = finds.find((f) => placeKey(f) === placeKey(member))
      return find ? [{ variant, round, token: find.token, echo: find.lateEcho }] : []
    }),
  )
  const [first] = seen.sort((a, b) => a.round - b.round || Number(a.echo) - Number(b.echo) || a.variant - b.variant)
  return first ?? { variant: 0, round: 0, token: null }
}
