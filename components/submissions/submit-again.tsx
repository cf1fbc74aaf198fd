import { Link } from '@/components/site/link'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { addressOfForm } from './fields'
import { fieldsOf } from './fields-of-submission'

const STOPPED: readonly SubmissionRecord['status'][] = ['invalid', 'blocked', 'cancelled', 'failed']

/** Where a submission ended without a result, the form as it was filled in for it. Rendered on the server: a page may load 20 kB. */
export function SubmitAgain({ submission }: { submission: SubmissionRecord }) {
  if (!STOPPED.includes(submission.status) || submission.suggestions.length > 0) return null
  return (
    <p className="mt-2 max-w-prose leading-7">
      Once the cause is fixed,{' '}
      <Link href={addressOfForm(fieldsOf(submission))} prefetch={false} className="link">
        submit it again
      </Link>
      .
    </p>
  )
}
