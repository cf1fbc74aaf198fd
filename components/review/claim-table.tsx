import { Link } from '@/components/site/link'
import { printStored } from '@/lib/coordinates'
import { DemoMark } from '@/components/status/demo-mark'
import { StatusBadge } from '@/components/status/submission-status'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { Time } from '@/components/text/time'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** Claims with what was read of their coordinates, for a reviewer. */
export function ClaimTable({ claims, caption }: { claims: readonly SubmissionRecord[]; caption: string }) {
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Submission</Th>
          <Th>Model and stored values</Th>
          <Th>State</Th>
          <Th>Received</Th>
        </>
      }
    >
      {claims.map((claim) => (
        <Tr key={claim.id}>
          <RowHead>
            <Link href={claim.url} className="link tabular whitespace-nowrap">
              {claim.id}
            </Link>
            <span className="block text-note font-normal text-muted">by {claim.account}</span>
          </RowHead>
          <Td>
            <Breakable text={claim.repo} />
            <DemoMark repo={claim.repo} />
            {claim.screened?.map((read) => (
              <span key={printStored(read)} className="block text-note text-muted">
                <code className="font-mono text-[0.8125rem] wrap-anywhere">{printStored(read)}</code> {read.value} (
                {read.dtype}) of {read.shape.join(' × ')}
              </span>
            ))}
          </Td>
          <Td label="State">
            <StatusBadge status={claim.status} />
            {claim.status === 'not-confirmed' && claim.reason && (
              <span className="mt-1 block max-w-xs text-note text-muted">{claim.reason.text}</span>
            )}
          </Td>
          <Td label="Received">
            <Time at={claim.created_at} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
