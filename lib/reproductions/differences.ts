import { keyOf, printStored } from '@/lib/coordinates'
import { canonicalJson, type PerplexityRun, type Report, type StreamResult } from '@/lib/protocol'
import type { ProblemCode } from '@/lib/reasons'

/** Streams of one run, above those of the run that is reproduced: the scales of a dose curve. Each costs a thousand resamplings to judge. */
const MAX_DOSES = 32

/** Why a report is not about what another one is about. */
export interface Difference {
  readonly code: ProblemCode
  readonly text: string
}

/**
 * The first way in which a report does not repeat a run of this registry: whatever is read, counted or drawn is the same in both, by whatever verifier; only
 * what was computed may differ.
 */
export function differenceFrom(basis: Report, report: Report): Difference | null {
  const { protocol, checkpoint } = basis
  if (canonicalJson(report.protocol) !== canonicalJson(protocol))
    return {
      code: 'other-protocol',
      text: `The report follows ${report.protocol.id} ${report.protocol.sha256}, the run to reproduce ${protocol.id} ${protocol.sha256}`,
    }
  if (report.checkpoint.repo === checkpoint.repo && report.checkpoint.commit !== checkpoint.commit)
    return {
      code: 'other-commit',
      text: `The report is about commit ${report.checkpoint.commit} of ${checkpoint.repo}, the record about ${checkpoint.commit}`,
    }
  const text =
    differentFacts(basis, report) ??
    differentMembers(basis, report) ??
    differentTexts(basis, report) ??
    differentRun(basis, report)
  return text === null ? null : { code: 'report-mismatch', text: `The report does not repeat the record's: ${text}` }
}

function differentFacts(basis: Report, report: Report): string | null {
  for (const field of ['checkpoint', 'tokenizer'] as const) {
    const [expected, found] = [canonicalJson(basis[field]), canonicalJson(report[field])]
    if (expected !== found) return `its ${field} is ${found}, expected ${expected}`
  }
  return null
}

function differentMembers({ members }: Report, report: Report): string | null {
  if (report.members.length !== members.length)
    return `it has ${report.members.length} members, expected ${members.length}`
  for (const [i, expected] of members.entries()) {
    const found = report.members[i]
    if (!found || keyOf(found) !== keyOf(expected))
      return `its member ${i + 1} is ${found ? printStored(found) : 'missing'}, expected ${printStored(expected)}`
    const [a, b] = [expected.static, found.static]
    if (a.bits !== b.bits || a.dtype !== b.dtype || canonicalJson(a.shape) !== canonicalJson(b.shape))
      return `${printStored(found)} has the bits ${b.bits} (${b.dtype}), expected ${a.bits} (${a.dtype})`
    if (found.output_channel !== expected.output_channel || found.expert !== expected.expert)
      return `it reads ${printStored(found)} in another axis order or as another expert's`
    if (found.claimed_value !== null && found.claimed_value !== expected.claimed_value)
      return `it compares with a claimed value of ${found.claimed_value}, expected ${expected.claimed_value ?? 'none'}`
  }
  return null
}

/** The prompts of detection, as token ids. */
function differentTexts({ detection }: Report, report: Report): string | null {
  const texts = (runs: Report['detection']) =>
    canonicalJson(runs.map(({ prompt, bos, token_ids }) => ({ prompt, bos, token_ids })))
  return texts(detection) === texts(report.detection)
    ? null
    : 'it looked at other prompts, or at other token ids of them'
}

function differentRun({ perplexity }: Report, report: Report): string | null {
  const expected = perplexity.at(-1)
  if (!expected) return 'there is no run to compare with'
  const run = report.perplexity.find(({ grade }) => grade === expected.grade)
  if (!run) return `it has no run of grade ${expected.grade}, by which the record is judged`
  const text = ({ corpus, token_ids_sha256: ids, starts_with_bos: bos }: PerplexityRun) =>
    canonicalJson({ corpus: corpus.sha256, ids, bos })
  if (text(run) !== text(expected)) return `its run of grade ${run.grade} has other windows of text`
  const crowded = report.perplexity.find(({ streams }) => doses(streams) > MAX_DOSES)
  if (crowded) return `its run of grade ${crowded.grade} has more than ${MAX_DOSES} scales of a dose curve`
  const other = report.perplexity.find(({ streams }) => streamsOf(streams) !== streamsOf(expected.streams))
  return other ? `its run of grade ${other.grade} removed other weights, controls included` : null
}

const doses = (streams: readonly StreamResult[]) => streams.filter(({ role }) => role === 'dose').length

/** What was removed in each stream, dose curves aside, in any order. */
function streamsOf(streams: readonly StreamResult[]): string {
  const named = streams
    .filter(({ role }) => role !== 'dose')
    .map(({ role, member, edits }) => `${role} ${member} ${edits.map(keyOf).toSorted().join(' ')}`)
  return named.toSorted().join('\n')
}
