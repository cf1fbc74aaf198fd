import { Link } from '@/components/site/link'
import { Section } from '@/components/text/section'
import { keyOf } from '@/lib/coordinates'
import type { ReportRecord } from '@/lib/reports/schema'
import { ChecksTable } from './checks-table'
import { DamagePlot, DosePlot, MemberPlots } from './evidence-plots'
import { RerunCommand } from './run-again'
import { Windows } from './windows'

/** How members are named in tables and headings. */
export const memberNames = ({ report: { members } }: ReportRecord): string[] =>
  members.map(({ layer, row, col }) => `layer ${layer} [${row}, ${col}]`)

/** What the removal does to perplexity, over all windows and in each, and what scaling does. */
export function Damage({ report }: { report: ReportRecord }) {
  const run = report.report.perplexity.at(-1)
  return (
    <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
      <DamagePlot record={report} />
      <div className="space-y-10">
        {run && <Windows run={run} damage={report.verdict.damage} />}
        <DosePlot report={report.report} />
      </div>
    </div>
  )
}

/** The plots of every member, one after the other. */
export function AllMembers({ report, withMap = true }: { report: ReportRecord; withMap?: boolean }) {
  return (
    <div className="space-y-14">
      {report.report.members.map((member, i) => (
        <div key={keyOf(member)}>
          <h3 className="mb-4 text-lg">
            Layer {member.layer}, [{member.row}, {member.col}]
          </h3>
          <MemberPlots report={report.report} index={i} withMap={withMap} />
        </div>
      ))}
    </div>
  )
}

/** The checks of a record's latest report, and how to repeat it. */
export function Checks({ report }: { report: ReportRecord }) {
  return (
    <Section id="checks" title="Checks">
      <ChecksTable checks={report.verdict.checks} members={memberNames(report)} />
      <p className="mt-3 text-note text-muted">
        From the latest report,{' '}
        <Link href={`/reports/${report.sha256}`} className="link font-mono">
          {report.sha256.slice(0, 10)}
        </Link>
        , which has all numbers. To repeat its measurement:
      </p>
      <div className="mt-3">
        <RerunCommand report={report.report} />
      </div>
    </Section>
  )
}
