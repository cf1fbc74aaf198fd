import { Link } from '@/components/site/link'
import { Notice } from '@/components/site/notice'
import type { SubmissionSummary } from '@/lib/submissions/summary'
import type { WeightRecord } from '@/lib/weights/schema'
import { SubmissionList } from './submissions'
import { submitLink } from './submit-link'

/** Says that nothing was measured here, what is missing, and how to get it measured. */
export function Unverified({
  weight,
  submissions,
}: {
  weight: WeightRecord
  submissions: readonly SubmissionSummary[]
}) {
  if (weight.verified) return null
  const reasons = [...new Set([weight.missing['commit'], weight.missing['value'], weight.missing['class']])].filter(
    (reason) => reason !== undefined,
  )
  const published = weight.claims.some((claim) => claim.origin === 'literature')
  const tried = weight.reports.length > 0
  const live = submissions.filter(({ ended }) => !ended)
  const negative = weight.published_as_negative
  const title =
    negative && !tried
      ? 'Published as negative, not verified here'
      : tried
        ? 'Run here, and not confirmed'
        : `${published ? 'Published' : 'Claimed'}, not verified here`
  return (
    <Notice title={title} quiet>
      {negative && (
        <p>
          Publications report that removing it does little or no damage. It is on record as a negative result and not
          counted as a super weight.
        </p>
      )}
      <p>
        {tried
          ? 'A verification run did not confirm the claim. The report below says which check failed; a negative result is a result.'
          : 'This registry has not reproduced the claim. No figure about its effect on this page is ours.'}
      </p>
      {!tried && live.length === 0 && reasons.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {live.length > 0 && <Live submissions={live} />}
      {live.length === 0 && (
        <p className="mt-2 print:hidden">
          <Link href={submitLink(weight.repo, [weight.spellings.paper], weight.commit)} className="link font-semibold">
            {tried ? 'Submit it again' : 'Submit it for verification'}
          </Link>
        </p>
      )}
    </Notice>
  )
}

/** A verification is pending: nobody needs to submit the claim again. */
function Live({ submissions }: { submissions: readonly SubmissionSummary[] }) {
  const running = submissions.some(({ status }) => status === 'running')
  const queued = submissions.some(({ status }) => status === 'queued' || status === 'screened')
  return (
    <div className="mt-3">
      <p className="mb-1 font-semibold">
        {running
          ? 'It is being verified now'
          : queued
            ? 'It is waiting for a verifier'
            : 'It was submitted; its checkpoint has not been read yet'}
      </p>
      <SubmissionList submissions={submissions} />
    </div>
  )
}
