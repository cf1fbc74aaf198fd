import { keyOf } from '@/lib/coordinates'
import { show, showRatio } from './checks-member'
import { atLeast, atMost } from './gauge'
import { perplexityOf, ratioOf, type Ratio } from './ratio'
import type { Member } from './report'
import type { PerplexityRun, StreamResult } from './report-perplexity'
import { intactOf } from './stream-ratio'
import type { Protocol } from './protocol'
import type { Check } from './verdict-schema'

/** What the run has to show of the claim as a whole. */
export function runChecks(members: readonly Member[], run: PerplexityRun, joint: Ratio, protocol: Protocol): Check[] {
  const tensors = members.map(({ tensor }) => tensor)
  return [baselineCheck(run, protocol), controlsCheck(run, tensors, joint, protocol), damageCheck(joint, protocol)]
}

/** Intact perplexity is finite, and near the reference where one is known for this corpus and window. */
function baselineCheck(run: PerplexityRun, protocol: Protocol): Check {
  const tolerance = protocol.baseline.max_deviation_from_reference
  const measured = perplexityOf(intactOf(run).nll)
  const deviation = run.reference ? Math.abs(measured / run.reference.perplexity - 1) : 0
  return {
    id: 'baseline',
    member: null,
    passed: Number.isFinite(measured) && deviation <= tolerance,
    measured: `intact perplexity ${show(measured)}${run.reference ? `, reference ${run.reference.perplexity} (${run.reference.source})` : '; no reference known for this corpus and window'}`,
    expected: `finite, and within ${tolerance * 100} % of the reference where one is known`,
    gauge: run.reference ? atMost(tolerance, deviation) : null,
  }
}

/** Groups that were not split further: what the bound on single controls rests on. A group is split where smaller ones hold every weight of it. */
export function controlLeaves(run: PerplexityRun): StreamResult[] {
  const groups = run.streams
    .filter((s) => s.role === 'control')
    .map((stream) => ({ stream, keys: new Set(stream.edits.map(keyOf)) }))
  const isSplit = (whole: ReadonlySet<string>) => {
    const parts = groups.filter(({ keys }) => keys.size < whole.size && [...keys].every((key) => whole.has(key)))
    return [...whole].every((key) => parts.some(({ keys }) => keys.has(key)))
  }
  return groups.filter(({ keys }) => !isSplit(keys)).map(({ stream }) => stream)
}

/** How many different control weights were drawn, and the largest ratio of a group that was not split. */
export function controlSummary(run: PerplexityRun, protocol: Protocol): { drawn: number; worst: number } {
  const intact = intactOf(run).nll
  const leaves = controlLeaves(run)
  const drawn = new Set(run.streams.filter((s) => s.role === 'control').flatMap((s) => s.edits.map(keyOf))).size
  const ratios = leaves.map((s) => ratioOf(s.nll, intact, { ...protocol.bootstrap, resamples: 1 }).ratio)
  return { drawn, worst: ratios.length ? Math.max(...ratios) : NaN }
}

/** How many different control weights were drawn from one tensor. */
function drawnFrom(run: PerplexityRun, tensor: string): number {
  return new Set(
    run.streams
      .filter((s) => s.role === 'control')
      .flatMap((s) => s.edits.filter((e) => e.tensor === tensor).map(keyOf)),
  ).size
}

/** Other large weights of the same tensors do nothing, and the claim does ten times as much. */
function controlsCheck(run: PerplexityRun, tensors: readonly string[], claimed: Ratio, protocol: Protocol): Check {
  const rule = protocol.controls
  const { drawn, worst } = controlSummary(run, protocol)
  const each = [...new Set(tensors)].map((tensor) => drawnFrom(run, tensor))
  return {
    id: 'controls',
    member: null,
    passed:
      each.every((n) => n >= rule.count) &&
      worst <= rule.max_ratio &&
      claimed.ratio >= rule.min_claimed_over_control * worst,
    measured: `${drawn} other large weights${each.length > 1 ? ` (${each.join(' and ')} of the claimed tensors)` : ''}: ${besideControls(claimed.ratio, worst)}`,
    expected: `>= ${rule.count} weights from the ${rule.from_largest} largest of each tensor, max R <= ${rule.max_ratio}, claimed R >= ${rule.min_claimed_over_control} x that`,
    gauge: drawn === 0 ? null : atMost(rule.max_ratio, worst),
  }
}

/** The largest R of the controls (NaN where there is nothing to compare), and how the claimed one stands to it. */
function besideControls(claimed: number, worst: number): string {
  if (Number.isNaN(worst)) return 'nothing to compare with'
  const times = Number.isFinite(claimed) ? `${show(claimed / worst)} x that` : show(claimed)
  return `max R = ${showRatio(worst)}; claimed R is ${times}`
}

/** R and its lower bound are those of class A or B. */
function damageCheck(claimed: Ratio, protocol: Protocol): Check {
  const rule = protocol.classes
  return {
    id: 'damage',
    member: null,
    passed: claimed.ratio >= rule.a_b_min_ratio && claimed.lower >= rule.a_b_min_lower,
    measured: `R = ${showRatio(claimed.ratio)}, 95 % interval ${showRatio(claimed.lower)} to ${showRatio(claimed.upper)}`,
    expected: `R >= ${rule.a_b_min_ratio}, lower bound >= ${rule.a_b_min_lower}`,
    gauge: atLeast(rule.a_b_min_ratio, claimed.ratio),
  }
}
