import { printStored } from '@/lib/coordinates'
import { type Check, type MemberVerdict, type RatioRecord, type Report, type Verdict } from '@/lib/protocol'
import { show } from './numbers'
import { renderTable } from './table'

/** Report and verdict for people: the same checks, numbers and sentence as the site's page of the report. */
export function printVerdict(report: Report, verdict: Verdict, width: number): string {
  const { checkpoint } = report
  const head = `${checkpoint.repo} at ${checkpoint.commit}\n${checkpoint.family}, ${checkpoint.layers} layers, ${checkpoint.dtype}`
  const members = report.members.map(
    (m, i) =>
      `  ${report.members.length > 1 ? `${i + 1}. ` : ''}${printStored(m)} = ${m.static.value} (${m.static.dtype}, rank ${m.static.rank})`,
  )
  const checks = renderTable(
    ['check', 'result', 'measured', 'expected'],
    verdict.checks.map((check) => checkRow(check, report.members.length)),
    [16, 8, null, null],
    width,
  )
  const lines = [
    head,
    ...members,
    '',
    checks,
    '',
    ...perplexityLines(report, verdict),
    ...memberLines(verdict.members),
    '',
    verdictLine(verdict),
  ]
  return `${lines.join('\n')}\n`
}

function checkRow({ id, member, passed, measured, expected }: Check, members: number): string[] {
  return [member !== null && members > 1 ? `${id} (${member + 1})` : id, passed ? 'pass' : 'FAIL', measured, expected]
}

function perplexityLines(report: Report, verdict: Verdict): string[] {
  const [run, before] = report.perplexity.toReversed()
  if (!run) return []
  const why = before ? `, since ${before.grade} did not decide` : ''
  return [
    `Perplexity on ${run.corpus.id} (${run.corpus.revision.slice(0, 12)}), grade ${run.grade}${why}: ${run.windows} windows of ${run.window_tokens} tokens, ${run.streams.length} streams`,
    `  intact          ${show(verdict.intact_perplexity)}`,
    `  removed         ${verdict.damage.infinite ? 'infinite' : show(verdict.edited_perplexity)}`,
    `  ratio R         ${showRatio(verdict.damage)}`,
    `  worst control   R = ${show(verdict.control_ratio)}`,
  ]
}

function memberLines(members: readonly MemberVerdict[]): string[] {
  if (members.length < 2) return []
  return members.map(
    (m, i) =>
      `  member ${i + 1}        alone R = ${showRatio(m.alone)}; all others removed R = ${showRatio(m.without)}${m.redundant ? '; redundant' : ''}`,
  )
}

function showRatio(ratio: RatioRecord | null): string {
  if (ratio === null) return 'not measured'
  return ratio.infinite
    ? 'infinite'
    : `${show(ratio.ratio)} (95 % interval ${show(ratio.lower)} to ${show(ratio.upper)})`
}

function verdictLine({ accepted, class: cls, summary }: Verdict): string {
  if (accepted) return `CONFIRMED, class ${cls}. ${summary}`
  // Without a class the summary itself begins with these words.
  return cls === null ? summary.replace(/^Not confirmed\b/, 'NOT CONFIRMED') : `NOT CONFIRMED, class ${cls}. ${summary}`
}
