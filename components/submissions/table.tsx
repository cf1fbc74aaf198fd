import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { StatusBadge } from '@/components/status/submission-status'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { duration } from '@/components/text/format'
import { Time } from '@/components/text/time'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** Submissions as rows, with their place in the queue. */
export function SubmissionTable({
  submissions,
  caption,
}: {
  submissions: readonly SubmissionRecord[]
  caption: string
}) {
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Submission</Th>
          <Th>Model and coordinates</Th>
          <Th>State</Th>
          <Th>Received</Th>
        </>
      }
    >
      {submissions.map((submission) => (
        <Tr key={submission.id}>
          <RowHead>
            <Link href={`/submissions/${submission.id}`} className="link tabular whitespace-nowrap">
              {submission.id}
            </Link>
          </RowHead>
          <Td>
            <Breakable text={submission.repo} />
            <DemoMark repo={submission.repo} />
            {submission.kind === 'search' && (
              <span className="block text-note text-muted">search for super weights</span>
            )}
            {submission.coordinates.map((coordinate) => (
              <code key={coordinate} className="block font-mono text-[0.8125rem] text-muted wrap-anywhere">
                {coordinate}
              </code>
            ))}
          </Td>
          <Td label="State">
            <State submission={submission} />
          </Td>
          <Td label="Received">
            <Time at={submission.created_at} />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

function State({ submission }: { submission: SubmissionRecord }) {
  return (
    <>
      <StatusBadge status={submission.status} />
      <span className="block max-w-md text-note text-muted">{remark(submission)}</span>
    </>
  )
}

/** One line on its state: place in the queue, stage, reason or class. */
function remark({ status, queue, progress, reason, verdict }: SubmissionRecord): string {
  if (queue)
    return queue.position === 1
      ? 'next in the queue'
      : `number ${queue.position} in the queue, about ${duration(queue.estimate_seconds)}`
  if (status === 'running' && progress) return `${progress.stage}, ${Math.round(100 * progress.fraction)} %`
  if (verdict) return verdict.summary
  return reason?.text ?? ''
}
