import { showRatio } from './checks-member'
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
export function neededChecks(
  members: readonly Member[],
  run: PerplexityRun,
  joint: Ratio,
  protocol: Protocol,
): Check[] {
  const { needed_min_ratio: least } = protocol
  if (least === undefined || members.length === 1) return []
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
    }
  })
}

/** The members that are needed, where others are not. */
export function coreOf(checks: readonly Check[]): number[] | null {
  const needed = checks.filter((c) => c.id === 'needed')
  const core = needed.flatMap((c) => (c.passed && c.member !== null ? [c.member] : []))
  return core.length > 0 && core.length < needed.length ? core : null
}
