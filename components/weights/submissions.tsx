import { Link } from '@/components/site/link'
import { StatusBadge } from '@/components/status/submission-status'
import { Linked } from '@/components/text/linked'
import { Note } from '@/components/text/note'
import type { SubmissionSummary } from '@/lib/submissions/summary'

/** Submissions, each with its state and reason. `words` adds source and note as the submitter gave them. */
export function SubmissionList({
  submissions,
  words = false,
}: {
  submissions: readonly SubmissionSummary[]
  words?: boolean
}) {
  return (
    <ul className="space-y-3">
      {submissions.map((submission) => (
        <li key={submission.id} className="max-w-prose">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Link href={`/submissions/${submission.id}`} className="link tabular whitespace-nowrap">
              {submission.id}
            </Link>
            <StatusBadge status={submission.status} />
          </p>
          {submission.reason !== null && <p className="text-note text-muted wrap-break-word">{submission.reason}</p>}
          <p className="text-note text-muted">
            {submission.challenge === null
              ? `Claimed by ${submission.claimants.join(', ')}.`
              : `Verified again because of ${submission.challenge}.`}
          </p>
          {words && submission.challenge === null && <Words submission={submission} />}
        </li>
      ))}
    </ul>
  )
}

function Words({ submission: { source, note } }: { submission: SubmissionSummary }) {
  return (
    <>
      {source !== null && (
        <p className="mt-1 wrap-break-word">
          <span className="text-muted">Source as given: </span>
          <Linked text={source} />
        </p>
      )}
      {note !== null && (
        <div className="mt-1">
          <Note text={note} />
        </div>
      )}
      {source === null && note === null && <p className="mt-1 text-muted">The submitter gave no source and no note.</p>}
    </>
  )
}
