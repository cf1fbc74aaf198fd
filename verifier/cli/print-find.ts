import { printStored } from '@/lib/coordinates'
import {
  byPath,
  foundWords,
  protocolOf,
  rerunCommand,
  type FindAnswer,
  type FindResult,
  type FindTrial,
  type FoundSpike,
  type Paths,
  type RatioRecord,
  type Report,
} from '@/lib/protocol'
import type { FindOutcome } from '../run/find'
import { show } from './numbers'
import { renderTable } from './table'

export interface FindPrint {
  /** Of a folder or a text that only this machine has. */
  readonly paths: Paths
  /** The reports' files, one an answer; none where none was asked for. */
  readonly written: readonly string[]
  readonly width: number
}

/** The answer for people, also for those who have never heard of super weights. */
export function printFind(result: FindResult, { subject, judged }: FindOutcome, print: FindPrint): string {
  const { recipe, family } = subject
  const reports = judged.flatMap(({ verdict, report }) => (verdict.accepted ? [report] : []))
  return `${[
    `${result.repo} at ${result.commit}`,
    `${family.names.family}, ${recipe.layers} layers. Protocol ${result.protocol.id}, text ${result.corpus.id}.`,
    '',
    headline(result),
    ...result.answers.flatMap((answer, i) => ['', ...answerLines(answer, i, result, reports[i], print)]),
    ...(result.answers.length > 0 ? ['', ...keepLines(result)] : []),
    ...triedLines(result, print.width),
    ...unexplainedLines(result),
    '',
    ...searchedLines(result),
  ].join('\n')}\n`
}

function headline({ answers }: FindResult): string {
  const found = foundWords(answers)
  return found === null
    ? 'No super weight found: no weight, and no set that was tried, wrecks this model.'
    : `Found: ${found}. A super weight is a single number without which the model is wrecked; R says how many times larger its perplexity becomes.`
}

function answerLines(
  answer: FindAnswer,
  index: number,
  result: FindResult,
  report: Report | undefined,
  { paths, written, width }: FindPrint,
): string[] {
  const { members, damage, spike } = answer
  const several = members.length > 1
  const what = several
    ? `${index + 1}. Class ${answer.class}, a set of ${members.length}: removing ${members.length === 2 ? 'both' : `all ${members.length}`} together`
    : `${index + 1}. Class ${answer.class}: removing this weight`
  const table = renderTable(
    ['coordinate', 'value', 'share', ...(several ? ['R alone'] : [])],
    members.map((member) => [
      printStored(member),
      show(member.value),
      show(member.share),
      ...(several ? [showRatio(member.alone)] : []),
    ]),
    [null, 12, 8, ...(several ? [10] : [])],
    width,
  )
  return [
    `${what} gives R = ${showRatio(damage)} (95 % interval ${show(damage.lower)} to ${show(damage.upper)}, grade ${answer.grade}).`,
    table,
    `   ${spikeWords(spike)} ${several ? 'The shares are' : 'The share is'} what ${several ? 'each' : 'it'} makes of its spike.`,
    ...(report ? [`   Measure it again: ${rerunCommand(report, paths).join(' ')}`] : []),
    ...(written[index] ? [`   Report: ${written[index]}`] : []),
    ...claimLines(answer, result),
  ]
}

function spikeWords({ layer, channel, token, output, after }: FoundSpike): string {
  const shows =
    after.length === 0
      ? ''
      : ` It shows only after removing ${new Intl.ListFormat('en').format(after.map(printStored))}.`
  return `The spike: y = ${show(output)} in layer ${layer}, channel ${channel}, token ${token}.${shows}`
}

/** What a registry is asked, as its API takes it; a folder is nothing that others could check. */
function claimLines({ members }: FindAnswer, { repo, commit }: FindResult): string[] {
  if (byPath(repo) !== repo) return []
  const claim = { repo, revision: commit, coordinates: members.map(printStored) }
  return [`   Claim it: POST /api/v1/submissions ${JSON.stringify(claim)}`]
}

function keepLines({ answers }: FindResult): string[] {
  const kept = answers.flatMap(({ members }) => members.map(printStored))
  return [
    `Keep ${kept.length === 1 ? 'this weight' : `these ${kept.length} weights`} in high precision when you quantise the model:`,
    ...kept.map((one) => `  ${one}`),
  ]
}

function triedLines({ tried }: FindResult, width: number): string[] {
  if (tried.length === 0) return []
  const table = renderTable(
    ['spike', 'weights removed', 'R', 'why it is no answer'],
    tried.map(triedRow),
    [null, null, 10, null],
    width,
  )
  return ['', 'Tried, and no answer:', table]
}

function triedRow({ group, spike, members, damage, reason }: FindTrial): string[] {
  const first = members[0]
  return [
    `layer ${spike.layer}, channel ${spike.channel}, y = ${show(spike.output)}${spike.late_echo ? ', late echo' : ''}`,
    `${members.length === 1 ? '' : `${members.length} of one ${group === 'linked' ? 'chain' : group}, `}${first ? `layer ${first.layer} [${first.row}, ${first.col}]` : ''}${members.length > 1 ? ', ...' : ''}`,
    showRatio(damage),
    reason,
  ]
}

function unexplainedLines({ unexplained, searched }: FindResult): string[] {
  if (unexplained.length === 0) return []
  const shown = unexplained.slice(0, 5)
  return [
    '',
    'Spikes that no weight of a down projection makes (biases or attention do, or many weights together), so there is nothing to remove:',
    ...shown.map(
      (spike) => `  layer ${spike.layer}, channel ${spike.channel}, token ${spike.token}, y = ${show(spike.output)}`,
    ),
    ...(searched.unexplained > shown.length ? [`  and ${searched.unexplained - shown.length} more`] : []),
  ]
}

function searchedLines({ searched, protocol }: FindResult): string[] {
  const { prompts, spikes, groups, groups_left_out: leftOut, sets, largest_ratio_left: left } = searched
  const { spike_min_abs: least, spike_min_over_median: times, spikes: rule } = protocolOf(protocol.sha256).detection
  return [
    `How far it looked: ${prompts} prompts; ${spikes} ${spikes === 1 ? 'spike' : 'spikes'} with |y| >= ${least} and >= ${times} x the median layer${rule ? `, or >= ${rule.or_over_median} x it` : ''};`,
    `${groups} ${groups === 1 ? 'group' : 'groups'} of weights searched${leftOut === 0 ? '' : `, ${leftOut} weaker ones not`}; ${sets} ${sets === 1 ? 'set' : 'sets'} removed${left === null ? '' : `; the largest R among what is no answer is ${showRatio(left)}`}.`,
  ]
}

function showRatio(ratio: RatioRecord | null): string {
  if (ratio === null) return 'not measured'
  return ratio.infinite ? 'infinite' : show(ratio.ratio)
}
