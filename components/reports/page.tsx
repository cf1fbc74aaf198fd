import { Link } from '@/components/site/link'
import { PageHead } from '@/components/site/page'
import { DemoMark } from '@/components/status/demo-mark'
import { Mark } from '@/components/status/mark'
import { ClassBadge } from '@/components/status/weight-class'
import { duration } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { protocolOf } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'
import { Headline } from './headline'
import { Breakable } from '@/components/text/coordinate'
import { printShort } from '@/lib/coordinates'
import type { GaugesOfOthers } from '@/lib/reports/gauges'
import { ChecksTable } from './checks-table'
import { DetectionTable } from './detection-table'
import { Gauges } from './gauges'
import { AllMembers, Damage, memberNames } from './proof'
import { RunDetails } from './run-details'
import { RunAgain } from './run-again'
import { SignatureOf } from './signature'
import { StaticTable } from './static-table'

export interface ReportPageProps {
  readonly record: ReportRecord
  readonly origin: string
  /** What the checks measured in all other reports. */
  readonly others: GaugesOfOthers
  readonly otherReports: number
}

/** A report: a summary that fits a page, then everything the run measured and how to run it again. */
export function ReportPage({ record, origin, others, otherReports }: ReportPageProps) {
  const { report, verdict } = record
  return (
    <article>
      <Head record={record} />
      <Headline report={record} member={null} standing={null} />
      <Section id="summary" title="Summary" className="print:break-after-page">
        <Gauges checks={verdict.checks} members={memberNames(record)} others={others} otherReports={otherReports} />
      </Section>
      <Section id="verdict" title="Verdict, check by check">
        <ChecksTable checks={verdict.checks} members={memberNames(record)} />
      </Section>
      <Section id="damage" title="Damage">
        <Damage report={record} />
      </Section>
      <Section id="spikes" title="Places and spikes">
        <AllMembers report={record} />
      </Section>
      <Section id="static" title="The stored weights">
        <StaticTable members={report.members} />
      </Section>
      <Section
        id="detection"
        title="Detection"
        intro={`The weights that make the spikes of each prompt, round by round. Removed before the next round: ${removedIn(record)}.`}
      >
        <DetectionTable report={report} />
      </Section>
      <Section id="circumstances" title="Protocol, checkpoint and machine">
        <RunDetails record={record} />
      </Section>
      {record.reproduction && <SignatureOf sha256={record.sha256} signature={record.reproduction} />}
      <RunAgain record={record} origin={origin} />
    </article>
  )
}

/** Model and coordinate, as on the record's page. */
function Title({ record: { report } }: { record: ReportRecord }) {
  const [first] = report.members
  return (
    <>
      <span className="block text-[1.25rem] leading-8 text-muted sm:text-[1.375rem]">
        {report.checkpoint.repo}
        <DemoMark repo={report.checkpoint.repo} />
      </span>
      {report.members.length === 1 && first ? (
        <code className="mt-1 block font-mono text-[1.375rem] leading-snug tracking-tight wrap-break-word sm:text-[1.75rem]">
          <Breakable text={printShort(first)} />
        </code>
      ) : (
        `${report.members.length} weights together: ${shortList(report.members)}`
      )}
    </>
  )
}

/** `layer 2 [25, 1763], [25, 3968]`: each layer once. */
function shortList(members: ReportRecord['report']['members']): string {
  const layers = [...new Set(members.map(({ layer }) => layer))]
  return layers
    .map((layer) => {
      const here = members.filter((member) => member.layer === layer)
      return `layer ${layer} ${here.map(({ row, col }) => `[${row}, ${col}]`).join(', ')}`
    })
    .join('; ')
}

/** What a round of removal takes away, by the protocol that the report follows. */
const removedIn = ({ report }: ReportRecord): string =>
  protocolOf(report.protocol.sha256).detection.spikes
    ? 'what makes the strongest spike that stays in the residual stream'
    : 'all that the round finds'

function Head({ record }: { record: ReportRecord }) {
  const { report, verdict } = record
  const seconds = (Date.parse(report.finished_at) - Date.parse(report.started_at)) / 1000
  return (
    <>
      <PageHead
        kicker={
          <>
            {record.reproduction ? 'Signed report' : 'Verification report'}, filed <Time at={record.filed_at} exact />
          </>
        }
        title={<Title record={record} />}
      />
      <p className="mt-2 text-note text-muted">
        Report <code className="font-mono text-[0.75rem] wrap-anywhere">{record.sha256}</code>, named by the SHA-256 of
        its canonical JSON (RFC 8785). It is immutable, and the verdict is computed from its raw numbers.
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-1 text-[1.0625rem]">
        <span className="inline-flex items-center gap-1.5">
          <Mark kind={verdict.accepted ? 'yes' : 'no'} />
          {verdict.accepted ? 'Accepted' : 'Not confirmed'}
        </span>
        <span>
          <span className="text-muted">Class</span>{' '}
          <ClassBadge value={verdict.class} none="none" several={report.members.length > 1} />
        </span>
        <span className="text-muted">ran {duration(seconds)}</span>
      </p>
      <p className="mt-2 text-[1.0625rem]">{verdict.summary}</p>
      <About record={record} />
    </>
  )
}

function About({ record }: { record: ReportRecord }) {
  const links = [
    ...record.weights.map((id) => [`/weights/${id}`, id] as const),
    ...(record.set ? [[`/sets/${record.set}`, record.set] as const] : []),
    ...record.submissions.map((id) => [`/submissions/${id}`, id] as const),
  ]
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
      <span className="text-muted">About</span>
      {links.map(([href, id]) => (
        <Link key={href} href={href} className="link tabular">
          {id}
        </Link>
      ))}
    </p>
  )
}
