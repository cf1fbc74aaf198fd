import Link from 'next/link'
import { PageHead } from '@/components/site/page'
import { DemoMark } from '@/components/status/demo-mark'
import { Mark } from '@/components/status/mark'
import { ClassBadge } from '@/components/status/weight-class'
import { duration } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { protocolOf } from '@/lib/protocol'
import type { ReportRecord } from '@/lib/reports/schema'
import { ChecksTable } from './checks-table'
import { RunDetails } from './run-details'
import { DetectionTable } from './detection-table'
import { DamagePlot, SpikePlots } from './evidence-plots'
import { RunAgain } from './run-again'
import { StaticTable } from './static-table'

/** A report: everything one run measured, the verdict computed from it, and how to run it again. */
export function ReportPage({ record, origin }: { record: ReportRecord; origin: string }) {
  const { report, verdict } = record
  return (
    <article>
      <Head record={record} />
      <Section id="verdict" title="Verdict, check by check">
        <ChecksTable
          checks={verdict.checks}
          members={report.members.map((m) => `layer ${m.layer} [${m.row}, ${m.col}]`)}
        />
      </Section>
      <Section id="damage" title="Damage">
        <div className="max-w-2xl">
          <DamagePlot record={record} />
        </div>
      </Section>
      <Section id="spikes" title="Spikes">
        <div className="space-y-14">
          {report.members.map((member, i) => (
            <div key={i}>
              <h3 className="mb-4 text-lg">
                Layer {member.layer}, [{member.row}, {member.col}]
              </h3>
              <SpikePlots report={report} index={i} />
            </div>
          ))}
        </div>
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
      <RunAgain record={record} origin={origin} />
    </article>
  )
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
            Report on {report.checkpoint.repo}
            <DemoMark repo={report.checkpoint.repo} />, filed <Time at={record.filed_at} exact />
          </>
        }
        title={
          <code className="block font-mono text-[1.125rem] leading-8 wrap-anywhere sm:text-[1.375rem]">
            {record.sha256}
          </code>
        }
      >
        <p>
          The outcome of one verification run. It is immutable and named by the SHA-256 of its canonical JSON (RFC
          8785); the verdict is computed from its raw numbers.
        </p>
      </PageHead>
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
