import { showRatio } from './checks-member'
import { isAorB } from './class-rule'
import { atLeast, atMost } from './gauge'
import type { Protocol } from './protocol'
import type { Ratio } from './ratio'
import type { Member } from './report'
import type { PerplexityRun } from './report-perplexity'
import { streamRatio } from './stream-ratio'
import type { Check } from './verdict-schema'

/**
 * R with all members removed but one; of two members that is the other one alone. Null where it was not measured.
 */
export function withoutMember(run: PerplexityRun, members: number, index: number, protocol: Protocol): Ratio | null {
  return (
    streamRatio(run, 'without', index, protocol) ??
    (members === 2 ? streamRatio(run, 'alone', 1 - index, protocol) : null)
  )
}

/**
 * Every member of a set is needed: without it R falls by a factor (protocol.md, section 8, point 4). Where removing the others too leaves a model that is
 * broken altogether, nothing tells that this one is needed.
 */
function neededChecks(members: readonly Member[], run: PerplexityRun, joint: Ratio, protocol: Protocol): Check[] {
  const { needed_min_ratio: least } = protocol
  if (least === undefined) return []
  return members.map((_, i) => {
    const without = withoutMember(run, members.length, i, protocol)
    return {
      id: 'needed' as const,
      member: i,
      passed: without !== null && joint.ratio / without.ratio >= least,
      measured: without
        ? `R = ${showRatio(joint.ratio)} with it removed too, ${showRatio(without.ratio)} without`
        : 'R with all others removed: not measured',
      expected: `R is at least ${least} times as large with this member removed too`,
      gauge: without === null ? null : atLeast(least, joint.ratio / without.ratio),
    }
  })
}

/** The checks of a set as a whole; none for a single weight. @param own the checks of its members */
export function setChecks(
  members: readonly Member[],
  run: PerplexityRun,
  joint: Ratio,
  own: readonly Check[],
  protocol: Protocol,
): Check[] {
  if (members.length === 1) return []
  return [minimalCheck(members, run, own, protocol), ...neededChecks(members, run, joint, protocol)]
}

/**
 * In a set, no member alone is already a super weight: then it is that member which should be claimed. What each does alone, and what all but each do, has
 * to be measured; of two members, all but one is the other one alone.
 */
function minimalCheck(
  members: readonly Member[],
  run: PerplexityRun,
  own: readonly Check[],
  protocol: Protocol,
): Check {
  const alone = members.map((_, i) => streamRatio(run, 'alone', i, protocol))
  const lone = alone.findIndex(
    (r, i) => r !== null && isAorB(r, protocol) && own.every((c) => c.member !== i || c.passed),
  )
  const unknown =
    members.length === 2 ? -1 : members.findIndex((_, i) => streamRatio(run, 'without', i, protocol) === null)
  return {
    id: 'minimal',
    member: lone < 0 ? null : lone,
    passed: lone < 0 && alone.every((r) => r !== null) && unknown < 0,
    measured: `alone: R = ${alone.map((r) => (r ? showRatio(r.ratio) : 'not measured')).join(', ')}${unknown < 0 ? '' : `; all but member ${unknown + 1}: not measured`}`,
    expected: 'no member alone is a super weight (else claim that one by itself), and all but each are measured too',
    gauge: alone.every((r) => r !== null)
      ? atMost(protocol.classes.a_b_min_ratio, Math.max(...alone.map((r) => r.ratio)))
      : null,
  }
}

/** The members that are needed, where others are not. */
export function coreOf(checks: readonly Check[]): number[] | null {
  const needed = checks.filter((c) => c.id === 'needed')
  const core = needed.flatMap((c) => (c.passed && c.member !== null ? [c.member] : []))
  return core.length > 0 && core.length < needed.length ? core : null
}
