import type { Member } from './report'
import { persistenceOf } from './persistence'
import type { Protocol, SpikeRule } from './protocol'
import { atLeast } from './gauge'
import type { Check } from './verdict-schema'
import { describeMatch, matchOf } from './value'

/** Three significant digits: enough to compare with a cut-off, short enough to read. What is no finite number is said in words. */
export const show = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(3))) : Number.isNaN(x) ? 'not a number' : 'infinite'

/** A ratio of perplexities: one that is near 1 shows whether it is exactly 1. */
export const showRatio = (r: number): string => (r < 2 ? r.toFixed(3) : show(r))

/** What one member has to show, whatever the others do. */
export function memberChecks(members: readonly Member[], index: number, protocol: Protocol): Check[] {
  const member = members[index]
  if (!member) return []
  return [
    valueCheck(member, index),
    spikeCheck(member, index, protocol),
    attributionCheck(member, index, members, protocol),
    persistenceCheck(member, index, members, protocol),
    suppressionCheck(member, index, protocol),
  ]
}

/** The submitted value, where one was given, is the stored one. */
function valueCheck(member: Member, index: number): Check {
  const { claimed_value: claimed, static: stored } = member
  const match = claimed === null ? null : matchOf(claimed, stored.value, stored.dtype)
  const claim =
    claimed === null
      ? 'no value was claimed'
      : `claimed ${claimed}${match ? `: the same, ${describeMatch(claimed, match, stored.dtype)}` : ''}`
  return {
    id: 'value',
    member: index,
    passed: claimed === null || match !== null,
    measured: `stored ${stored.value} (${stored.dtype}); ${claim}`,
    expected:
      'the claimed value, where one is given, is the stored one: as stored or read as float32, float16 or bfloat16, in full or in its first digits',
    gauge: null,
  }
}

/** At the onset layer, at one token, y[t, j] is the layer's maximum and the claimed neuron leads x or carries its share. */
function spikeCheck(member: Member, index: number, protocol: Protocol): Check {
  const { spike_min_abs: minAbs, spike_min_over_median: minTimes, contributor_min_share: minShare } = protocol.detection
  const e = member.evidence
  const size = Math.abs(e.output)
  if (protocol.detection.spikes) return spikeInChannel(member, index, protocol.detection, protocol.detection.spikes)
  const isMaximum = e.layer_output.channel === member.output_channel && e.layer_output.token === e.token
  const leads = e.layer_input.channel === member.input_neuron && e.layer_input.token === e.token
  return {
    id: 'spike',
    member: index,
    passed:
      isMaximum && size >= minAbs && size >= minTimes * e.median_of_layer_maxima && (leads || e.share >= minShare),
    measured:
      `|y| = ${show(size)} at token ${e.token}, ${isMaximum ? "the layer's maximum" : `layer maximum ${show(Math.abs(e.layer_output.value))} in channel ${e.layer_output.channel}`}, ` +
      `${show(size / e.median_of_layer_maxima)} x the median layer; neuron ${leads ? 'leads' : 'does not lead'} the input`,
    expected: `the layer's maximum, >= ${minAbs} and >= ${minTimes} x the median of the layers' maxima, with the claimed neuron leading`,
    gauge: atLeast(minTimes, size / e.median_of_layer_maxima),
  }
}

/** The same where the unit of detection is the spike: its channel is among the layer's largest, and it stands out (protocol.md, section 8). */
function spikeInChannel(
  { evidence: e }: Member,
  index: number,
  { spike_min_abs: minAbs, spike_min_over_median: minTimes, contributor_min_share: minShare }: Protocol['detection'],
  { channels_per_layer: channels, or_over_median: orTimes }: SpikeRule,
): Check {
  const size = Math.abs(e.output)
  const times = size / e.median_of_layer_maxima
  const rank = e.channel_rank ?? null
  const ranks = rank !== null && rank <= channels
  return {
    id: 'spike',
    member: index,
    passed: ranks && ((size >= minAbs && times >= minTimes) || times >= orTimes) && e.share >= minShare,
    measured:
      `|y| = ${show(size)} at token ${e.token}, ${rank === null ? `not among the layer's ${channels} largest channels` : rank === 1 ? "the layer's maximum" : `number ${rank} of the layer's channels`}, ` +
      `${show(times)} x the median layer; share ${show(e.share)}`,
    expected: `among the layer's ${channels} largest channels, >= ${minAbs} and >= ${minTimes} x the median of the layers' maxima, or >= ${orTimes} x it, with a share >= ${minShare}`,
    gauge: atLeast(minTimes, times),
  }
}

/** Share of y[t, j] that x[t, k] * W[j, k] makes; members that are parts of the same y[t, j] add up, also those of different experts. */
function attributionCheck(member: Member, index: number, members: readonly Member[], protocol: Protocol): Check {
  const rule = protocol.attribution
  const { share } = member.evidence
  const together = members.filter((m) => isPartOfSame(m, member)).reduce((sum, m) => sum + m.evidence.share, 0)
  const scalar = members.length === 1
  return {
    id: 'attribution',
    member: index,
    passed: scalar ? share >= rule.scalar_min_share : share >= rule.set_min_each && together >= rule.set_min_sum,
    measured: scalar
      ? `share ${show(share)}`
      : `share ${show(share)}, members writing this channel together ${show(together)}`,
    expected: scalar
      ? `share >= ${rule.scalar_min_share}`
      : `each share >= ${rule.set_min_each}, together >= ${rule.set_min_sum}`,
    gauge: atLeast(scalar ? rule.scalar_min_share : rule.set_min_each, share),
  }
}

/** Whether the evidence of two members is of one and the same y[t, j]. */
function isPartOfSame(a: Member, b: Member): boolean {
  const [here, there] = [a.evidence, b.evidence]
  return (
    a.layer === b.layer &&
    a.output_channel === b.output_channel &&
    here.prompt === there.prompt &&
    here.bos === there.bos &&
    here.round === there.round &&
    here.token === there.token
  )
}

/** The spike stays in the residual stream: not a late echo. */
function persistenceCheck(member: Member, index: number, members: readonly Member[], protocol: Protocol): Check {
  const rule = protocol.persistence
  const { layer, evidence } = rule.onset_of === 'channel' ? firstOfChannel(member, members) : member
  const layers = evidence.residual_before.length
  const { onset, later, kept, persists } = persistenceOf(evidence.residual_before, layer, protocol)
  const counted = `${kept} of ${later} later layers keep half of |h| = ${show(onset)}`
  return {
    id: 'persistence',
    member: index,
    passed: persists,
    measured:
      later === 0
        ? `late echo: layer ${layer} is among the last ${rule.last_layers_ignored + 1} of ${layers}`
        : persists
          ? counted
          : `${counted}: late echo`,
    expected: `>= ${rule.min_of_onset * 100} % of the onset value in >= ${rule.min_share_of_layers * 100} % of the layers up to the third-last`,
    gauge: atLeast(rule.min_share_of_layers, later === 0 ? 0 : kept / later),
  }
}

/** The claim's first member that writes this channel: a second one that only replaces it makes no younger spike. */
function firstOfChannel(member: Member, members: readonly Member[]): Member {
  return members
    .filter(({ output_channel }) => output_channel === member.output_channel)
    .reduce((first, one) => (one.layer < first.layer ? one : first), member)
}

/** Removing the weight removes what it put into the residual stream. */
function suppressionCheck(member: Member, index: number, protocol: Protocol): Check {
  const { residual_before, residual_intact } = member.evidence
  const fromIntact = protocol.suppression.from === 'intact'
  const before = Math.abs((fromIntact ? residual_intact : residual_before)?.[member.layer] ?? 0)
  const after = Math.abs(member.evidence.residual_after[member.layer] ?? 0)
  return {
    id: 'suppression',
    member: index,
    passed: before > 0 && after <= (1 - protocol.suppression.min_drop) * before,
    measured: `|h| from ${show(before)} to ${show(after)} at layer ${member.layer}${fromIntact ? ', against the intact model' : ''}${ownDrop(member)}`,
    expected: `a drop of >= ${protocol.suppression.min_drop * 100} %`,
    gauge: atLeast(protocol.suppression.min_drop, before > 0 ? 1 - after / before : 0),
  }
}

/** What removing this member alone does to the channel, where others of the claim write it too and it was measured. */
function ownDrop({ layer, evidence: { residual_after: together, residual_without_this: own } }: Member): string {
  const alone = own?.[layer]
  return alone === undefined || alone === together[layer] ? '' : `; without this one alone ${show(Math.abs(alone))}`
}
