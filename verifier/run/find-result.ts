import { keyOf } from '@/lib/coordinates'
import {
  canonicalSha256,
  MAX_UNEXPLAINED,
  ratioRecord,
  type FindAnswer,
  type FindResult,
  type FindTrial,
  type FoundSpike,
  type Ratio,
} from '@/lib/protocol'
import { compareSpikes, type Group } from '../find/groups'
import { isWithin } from '../find/search-groups'
import { placeKey, type WeightPlace } from '../pass/observe'
import type { Trial } from '../find/search'
import type { Spike } from '../find/spike'
import { coordinateOf } from '../measure/members'
import type { FindOutcome, Judged } from './find'
import { seenIn } from './seen-in'

/** An outcome as `superweights find --json` prints it. */
export function findResultOf(outcome: FindOutcome): FindResult {
  const { subject, corpus, protocol, spikes, groups, groupsLeftOut, tried, judged } = outcome
  const accepted = judged.filter(({ verdict }) => verdict.accepted)
  const left = largest(leftOf(tried, accepted))
  const unexplained = spikes.filter(({ contributors, round }) => contributors.length === 0 && round === 0)
  return {
    schema_version: 1,
    repo: subject.checkpoint.repo,
    commit: subject.checkpoint.commit,
    protocol: { id: protocol.id, sha256: protocol.sha256 },
    corpus: { id: corpus.id, revision: corpus.revision, sha256: corpus.sha256 },
    answers: accepted.map((one) => answerOf(one, outcome)),
    tried: eachSetOnce(groups.flatMap((group) => trialOf(group, outcome, accepted) ?? [])),
    unexplained: unexplained
      .toSorted(compareSpikes)
      .slice(0, MAX_UNEXPLAINED)
      .map((spike) => spikeOf(spike, outcome)),
    searched: {
      prompts: outcome.detections.length,
      spikes: spikes.filter(({ round }) => round === 0).length,
      unexplained: unexplained.length,
      groups: groups.length,
      groups_left_out: groupsLeftOut,
      sets: tried.length,
      largest_ratio_left: left ? ratioRecord(left.ratio) : null,
    },
  }
}

function answerOf({ core, report, verdict }: Judged, outcome: FindOutcome): FindAnswer {
  return {
    class: verdict.class === 'A' ? 'A' : 'B',
    members: report.members.map(({ tensor, layer, expert, row, col, static: { value, dtype }, evidence }, i) => ({
      tensor,
      layer,
      expert,
      row,
      col,
      value,
      dtype,
      share: evidence.share,
      alone: verdict.members[i]?.alone ?? null,
    })),
    damage: verdict.damage,
    grade: verdict.grade,
    spike: spikeOf(core.group.spike, outcome),
    report: canonicalSha256(report),
  }
}

/** Of a group that holds no answer: the set of it whose removal did most, and why that is not enough. */
function trialOf(group: Group, outcome: FindOutcome, accepted: readonly Judged[]): FindTrial | null {
  const keys = new Set(group.scalars.map(placeKey))
  if (accepted.some(({ core }) => core.scalars.some((scalar) => keys.has(placeKey(scalar))))) return null
  const refused = outcome.judged.find(({ core }) => isWithin(core.scalars, group.scalars))
  const most = refused?.core ?? largest(outcome.tried.filter(({ scalars }) => isWithin(scalars, group.scalars)))
  if (!most) return null
  return {
    group: group.kind,
    spike: spikeOf(group.spike, outcome),
    members: most.scalars.map((scalar) => weightOf(scalar, outcome)),
    damage: refused ? refused.verdict.damage : ratioRecord(most.ratio),
    reason: refused ? refused.verdict.summary : reasonOf(most.ratio, outcome),
  }
}

/** Two groups may come to the same set, such as those of a spike and of its channel: it is told once, of the stronger spike. */
function eachSetOnce(trials: readonly FindTrial[]): FindTrial[] {
  const told = new Set<string>()
  return trials.filter(({ members }) => {
    const set = members.map(keyOf).toSorted().join(' ')
    return !told.has(set) && told.add(set)
  })
}

function reasonOf(ratio: Ratio, { protocol: { document } }: FindOutcome): string {
  const { classes } = document
  if (ratio.ratio >= classes.a_b_min_ratio) return `The lower bound of R is under ${classes.a_b_min_lower}.`
  return ratio.ratio < classes.c_min_ratio ? 'Inert.' : `Damaging, but R is under ${classes.a_b_min_ratio}.`
}

function weightOf(scalar: WeightPlace, { subject }: FindOutcome): FindTrial['members'][number] {
  const { tensor, row, col } = coordinateOf(scalar, subject.family.names)
  return { tensor, layer: scalar.layer, expert: scalar.expert ?? null, row, col }
}

function spikeOf(spike: Spike, outcome: FindOutcome): FoundSpike {
  return {
    ...seenIn(spike, outcome.detections),
    after_removals: spike.round,
    after: spike.removed.map((scalar) => weightOf(scalar, outcome)),
  }
}

/** Sets that hold no answer. */
function leftOf(tried: readonly Trial[], accepted: readonly Judged[]): Trial[] {
  return tried.filter(({ scalars }) => !accepted.some(({ core }) => isWithin(core.scalars, scalars)))
}

function largest(trials: readonly Trial[]): Trial | undefined {
  return trials.toSorted((a, b) => b.ratio.ratio - a.ratio.ratio)[0]
}
