import { checkFacts } from './check-table'
import { memberChecks, showRatio } from './checks-member'
import { classOf, crossesBorder, isTooSoon } from './class-rule'
import { controlSummary, runChecks } from './checks-run'
import { coreOf, setChecks, withoutMember } from './checks-set'
import { perplexityOf, type Ratio } from './ratio'
import type { Report } from './report'
import type { PerplexityRun } from './report-perplexity'
import type { Protocol } from './protocol'
import { protocolOf } from './registry'
import { intactOf, streamRatio } from './stream-ratio'
import type { Check, MemberVerdict, RatioRecord, Verdict, WeightClass } from './verdict-schema'

/**
 * The verdict of protocol.md section 4, computed from a report's raw numbers and the cut-offs of the protocol that it follows. The last perplexity run decides.
 * @throws UnknownProtocol when the registry has not published that protocol; RangeError when the report lacks a stream that every verifier writes.
 */
export function verdictOf(report: Report, protocol: Protocol = protocolOf(report.protocol.sha256)): Verdict {
  const run = report.perplexity.at(-1)
  if (!run) throw new RangeError('The report has no perplexity run.')
  const joint = streamRatio(run, 'joint', null, protocol) ?? streamRatio(run, 'alone', 0, protocol)
  if (!joint) throw new RangeError('The report has no stream with all members removed.')
  const checks = checksOf(report, run, joint, protocol)
  const members = report.members.map((_, i) => memberVerdict(report, run, checks, joint, i, protocol))
  const failed = checks.filter((c) => !c.passed)
  const cls = classOf(joint, failed.length === 0, report.members.length, protocol)
  const core = coreOf(checks)
  const intact = perplexityOf(intactOf(run).nll)
  return {
    accepted: failed.length === 0,
    class: cls,
    grade: run.grade,
    damage: ratioRecord(joint),
    intact_perplexity: finite(intact),
    edited_perplexity: finite(intact * joint.ratio),
    control_ratio: finite(controlSummary(run, protocol).worst),
    checks,
    members,
    core,
    crosses_class_border: crossesBorder(joint, protocol) || isTooSoon(run.grade, joint, protocol),
    summary: summaryOf(cls, wordsFor(joint, intact, report.members.length), failed, report.members.length, core),
  }
}

function checksOf(report: Report, run: PerplexityRun, joint: Ratio, protocol: Protocol): Check[] {
  const { members } = report
  const own = members.flatMap((_, i) => memberChecks(members, i, protocol))
  return [...own, ...runChecks(members, run, joint, protocol), ...setChecks(members, run, joint, own, protocol)]
}

function memberVerdict(
  report: Report,
  run: PerplexityRun,
  checks: readonly Check[],
  joint: Ratio,
  index: number,
  protocol: Protocol,
): MemberVerdict {
  const n = report.members.length
  const alone = n === 1 ? joint : streamRatio(run, 'alone', index, protocol)
  const without = n === 1 ? null : withoutMember(run, n, index, protocol)
  const passed = checks.every(
    ({ id, member, passed: ok }) =>
      ok || checkFacts(id).aboutTheSet || (member !== index && !(n === 1 && member === null)),
  )
  return {
    alone: alone && ratioRecord(alone),
    without: without && ratioRecord(without),
    redundant: without !== null && addsNothing(joint, without, protocol),
    class: alone && classOf(alone, passed, 1, protocol),
  }
}

/** Whether removing a member too does no more than removing all others did; what is broken altogether cannot be broken more. */
function addsNothing(joint: Ratio, without: Ratio, protocol: Protocol): boolean {
  return joint.ratio === without.ratio || joint.ratio / without.ratio <= protocol.redundant_max_ratio
}

/** R of a verdict as a number: infinite where the edited perplexity is not finite, 0 where it is not a number. */
export const damageOf = ({ damage: { ratio, infinite } }: Verdict): number => (infinite ? Infinity : (ratio ?? 0))

const finite = (x: number) => (Number.isFinite(x) ? x : null)

/** A ratio as JSON can hold it. */
export function ratioRecord(r: Ratio): RatioRecord {
  return { ratio: finite(r.ratio), lower: finite(r.lower), upper: finite(r.upper), infinite: r.ratio === Infinity }
}

/** What the edit did, as a clause. A perplexity that is not finite is not a number to multiply by. */
function wordsFor(joint: Ratio, intact: number, members: number): string {
  const removing = members === 1 ? 'removing it' : `removing ${members === 2 ? 'both' : `all ${members}`} together`
  if (!Number.isFinite(intact)) return `the perplexity of the intact model is not finite, so ${removing} shows nothing`
  return joint.ratio === Infinity
    ? `${removing} leaves a model whose perplexity is not finite`
    : `${removing} multiplies perplexity by ${showRatio(joint.ratio)}`
}

function summaryOf(
  cls: WeightClass | null,
  words: string,
  failed: readonly Check[],
  members: number,
  core: readonly number[] | null,
): string {
  const noun = members === 1 ? 'super weight' : 'super-weight set'
  if (failed.length === 0) return `S${noun.slice(1)}: ${words}.`
  const names = [...new Set(failed.map((c) => c.id))].join(', ')
  const kind = cls === 'C' ? `Damaging, no ${noun}` : cls === 'D' ? 'Inert' : 'Not confirmed'
  return `${kind}: ${words}. Failed: ${names}.${core ? ` ${paddingOf(core, members)}` : ''}`
}

/** Which members add nothing, and which to claim instead. */
function paddingOf(core: readonly number[], members: number): string {
  const others = Array.from({ length: members }, (_, i) => i).filter((i) => !core.includes(i))
  const named = (indices: readonly number[]) =>
    `${indices.length === 1 ? 'member' : 'members'} ${new Intl.ListFormat('en').format(indices.map((i) => String(i + 1)))}`
  return `Without effect: ${named(others)}. Claim ${named(core)}${core.length === 1 ? ' alone' : ''}.`
}
