import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { StatusBadge } from '@/components/status/submission-status'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { Time } from '@/components/text/time'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** Submissions that ran out of runs, each with why the last one ended. */
export function GivenUpTable({ submissions }: { submissions: readonly SubmissionRecord[] }) {
  return (
    <Table
      stacked
      caption="Given up, oldest first."
      head={
        <>
          <Th>Submission</Th>
          <Th>Model</Th>
          <Th>Why</Th>
          <Th>Runs</Th>
          <Th>Given up</Th>
        </>
      }
    >
      {submissions.map(({ id, url, account, repo, status, reason, attempts, updated_at: at }) => (
        <Tr key={id}>
          <RowHead>
            <Link href={url} className="link tabular whitespace-nowrap">
              {id}
            </Link>
            <span className="block text-note font-normal text-muted">by {account}</span>
          </RowHead>
          <Td>
            <Breakable text={repo} />
            <DemoMark repo={repo} />
          </Td>
          <Td label="Why">
            <StatusBadge status={status} />
            {reason && <span className="mt-1 block max-w-sm text-note text-muted">{reason.text}</span>}
          </Td>
          <Td label="Runs">{attempts}</Td>
          <Td label="Given up">
            <Time at={at} exact />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
