import { Link } from '@/components/site/link'
import { ClassBadge } from '@/components/status/weight-class'
import { Mark } from '@/components/status/mark'
import { Table, RowHead, Td, Th, Tr } from '@/components/table/table'
import { short } from '@/components/text/format'
import { Time } from '@/components/text/time'
import type { ReportSummary } from '@/lib/reports/schema'
import { RatioText } from './ratio-text'

/** That a run is not this registry's. The report's page says whose it is. */
function SignedMark({ report: { signed_by: key, withdrawn } }: { report: ReportSummary }) {
  if (key === undefined) return null
  return (
    <span className="block text-note text-muted">
      {withdrawn ? 'signed, taken back' : 'signed'} (key {key.slice(0, 12)})
    </span>
  )
}

/** All reports of a record, this registry's own before signed ones, each the latest first, whether they agree or not. */
export function ReportList({ reports }: { reports: readonly ReportSummary[] }) {
  return (
    <Table
      stacked
      caption="Verification runs, each one immutable and named by the hash of its content. Damage is R, edited perplexity over intact, with its 95 % interval."
      head={
        <>
          <Th>Report</Th>
          <Th>Filed</Th>
          <Th>Protocol, grade, corpus</Th>
          <Th>Damage R</Th>
          <Th>Outcome</Th>
        </>
      }
    >
      {reports.map((report) => (
        <Tr key={report.sha256}>
          <RowHead>
            <Link href={`/reports/${report.sha256}`} className="link font-mono text-[0.875rem]">
              {short(report.sha256)}
            </Link>
          </RowHead>
          <Td label="Filed">
            <Time at={report.filed_at} />
          </Td>
          <Td label="Run">
            {report.protocol}, {report.grade}, {report.corpus}
          </Td>
          <Td label="Damage R">
            <RatioText value={report.damage} />
          </Td>
          <Td label="Outcome">
            <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
              <Mark kind={report.accepted ? 'yes' : 'no'} className="translate-y-0.5" />
              {report.accepted ? 'accepted' : 'not confirmed'}
            </span>
            <SignedMark report={report} />
            <span className="block text-note">
              <ClassBadge value={report.class} none="no class" several />
            </span>
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
