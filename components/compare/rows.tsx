import { Link } from '@/components/site/link'
import { RatioText, ratioWords } from '@/components/reports/ratio-text'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { Breakable } from '@/components/text/coordinate'
import { count, exact, parameters, readable, short, times } from '@/components/text/format'
import type { Compared, ComparedSet, ComparedWeight } from '@/lib/comparison/read'
import { printShort } from '@/lib/coordinates'
import type { Member } from '@/lib/protocol'

/** One property of the compared records. */
export interface CompareRow<Item> {
  readonly name: string
  /** What is compared: equal texts are equal. Null where it is not known or not measured. */
  readonly text: (item: Item) => string | null
  /** How it is shown, if not as its text. */
  readonly show?: (item: Item) => React.ReactNode
}

/** The member of its report that a weight is. */
export function memberOf({ record, report }: ComparedWeight): Member | null {
  const index = report?.weights.indexOf(record.id) ?? -1
  return report?.report.members[index] ?? null
}

const ofMember = (read: (member: Member) => string) => (item: ComparedWeight) => {
  const member = memberOf(item)
  return member === null ? null : read(member)
}

export const WEIGHT_ROWS: readonly CompareRow<ComparedWeight>[] = [
  { name: 'Model', text: ({ record }) => record.repo, show: ({ record }) => <ModelLink repo={record.repo} /> },
  { name: 'Family', text: ({ flat }) => flat?.family ?? null },
  { name: 'Size', text: ({ flat }) => (flat?.parameters ? parameters(flat.parameters) : null) },
  {
    name: 'Coordinate',
    text: ({ record }) => record.spellings.paper,
    show: ({ record }) => <Code text={record.spellings.paper} />,
  },
  { name: 'Depth', text: ({ flat, record }) => depthOf(flat, record.layer) },
  { name: 'Output channel', text: ({ record }) => count(record.output_channel) },
  { name: 'Input neuron', text: ({ record }) => count(record.input_neuron) },
  {
    name: 'Commit',
    text: ({ record }) => record.commit,
    show: ({ record }) => record.commit && <Code text={short(record.commit)} />,
  },
  { name: 'Value', text: ({ record }) => (record.value === null ? null : exact(record.value)) },
  { name: 'Number format', text: ({ record }) => record.dtype },
  {
    name: 'Rank in its tensor',
    text: ofMember(({ static: { rank, shape } }) => `${count(rank)} of ${count(shape[0] * shape[1])} by size`),
  },
  { name: 'Spike it makes', text: ofMember(({ evidence }) => `y = ${readable(evidence.output)}`) },
  {
    name: 'Spike over the median of layers',
    text: ofMember(({ evidence }) => times(Math.abs(evidence.output) / evidence.median_of_layer_maxima)),
  },
  { name: 'Share of the spike', text: ofMember(({ evidence }) => `${readable(100 * evidence.share)} %`) },
]

export const SET_ROWS: readonly CompareRow<ComparedSet>[] = [
  { name: 'Model', text: ({ record }) => record.repo, show: ({ record }) => <ModelLink repo={record.repo} /> },
  {
    name: 'Members',
    text: ({ record }) => record.members.map(printShort).join('\n'),
    show: ({ record }) => record.members.map((member) => <Code key={member.id} text={printShort(member)} />),
  },
  {
    name: 'Commit',
    text: ({ record }) => record.commit,
    show: ({ record }) => record.commit && <Code text={short(record.commit)} />,
  },
]

/** What weights and sets have in common: how sure it is, and what removing them does. */
export const COMMON_ROWS: readonly CompareRow<Compared>[] = [
  {
    name: 'Class',
    text: ({ record }) => record.class,
    show: ({ record }) => (
      <ClassBadge value={record.class} none={record.reports.length > 0 ? 'none' : 'not measured'} />
    ),
  },
  {
    name: 'Evidence level',
    text: ({ record }) => String(record.level.number),
    show: ({ record }) => <LevelBadge level={record.level} />,
  },
  {
    name: 'Damage R',
    text: ({ record: { reports } }) => (reports[0] ? ratioWords(reports[0].damage) : null),
    show: ({ record }) => <RatioText value={record.reports[0]?.damage ?? null} />,
  },
  {
    name: 'R of the worst control',
    text: ({ report }) => (report?.verdict.control_ratio ? times(report.verdict.control_ratio) : null),
  },
  {
    name: 'Perplexity intact',
    text: ({ report }) => (report?.verdict.intact_perplexity ? readable(report.verdict.intact_perplexity) : null),
  },
  {
    name: 'Checks',
    text: ({ report }) => report && checksText(report.verdict.checks),
  },
  { name: 'Corpus', text: ({ report }) => report?.report.perplexity.at(-1)?.corpus.id ?? null },
  { name: 'Protocol', text: ({ report }) => report?.report.protocol.id ?? null },
  {
    name: 'Report',
    text: ({ report }) => report?.sha256 ?? null,
    show: ({ report }) =>
      report && (
        <Link href={`/reports/${report.sha256}`} className="link">
          {short(report.sha256)}
        </Link>
      ),
  },
  {
    name: 'Published by',
    text: ({ record }) => sourcesOf(record).join(', ') || null,
    show: ({ record }) =>
      sourcesOf(record).map((key) => (
        <Link key={key} href={`/sources/${key}`} className="link block">
          {key}
        </Link>
      )),
  },
]

function checksText(checks: readonly { readonly id: string; readonly passed: boolean }[]): string {
  const failed = [...new Set(checks.filter(({ passed }) => !passed).map(({ id }) => id))]
  return failed.length === 0 ? `all ${checks.length} passed` : `failed: ${failed.join(', ')}`
}

function depthOf(flat: ComparedWeight['flat'], layer: number): string {
  return flat?.relative_depth == null
    ? `layer ${layer}; the number of layers is not known`
    : `layer ${layer} of ${flat.layers} (${Math.round(100 * flat.relative_depth)}\u00a0%)`
}

function sourcesOf({ claims }: Compared['record']): string[] {
  const stated = claims.filter((claim) => claim.withdrawn_at === null).flatMap((claim) => claim.sources)
  return [...new Set(stated.filter(({ stance }) => stance === 'states').map(({ key }) => key))]
}

const ModelLink = ({ repo }: { repo: string }) => (
  <Link href={`/models/${repo}`} className="link">
    <Breakable text={repo} />
  </Link>
)

const Code = ({ text }: { text: string }) => (
  <code className="block font-mono text-[0.8125rem] wrap-break-word">
    <Breakable text={text} />
  </code>
)
