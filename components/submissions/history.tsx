import { StatusBadge } from '@/components/status/submission-status'
import { Time } from '@/components/text/time'
import { changedByWords } from '@/lib/submissions/changed-by'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** Every change of a submission: when, to which state, by whom and why. */
export function SubmissionHistory({ history }: { history: SubmissionRecord['history'] }) {
  return (
    <details className="mt-6">
      <summary className="cursor-pointer text-muted">History: who changed what, and why</summary>
      <ol className="mt-3 space-y-3 text-[0.9375rem] leading-6">
        {history.map(({ status, reason, at, by }, i) => (
          <li key={i}>
            <StatusBadge status={status} />{' '}
            <span className="text-muted">
              <Time at={at} exact />
              {by !== null && <>, by {changedByWords(by)}</>}
            </span>
            <span className="block max-w-prose wrap-break-word">{reason}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
