import { Link } from '@/components/site/link'
import { ActForm } from '@/components/form/act-form'
import type { ActState } from '@/components/form/act-state'
import { Note } from '@/components/text/note'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { MAX_REVIEW_LENGTH } from '@/lib/review/review-submission'
import type { SubmissionRecord } from '@/lib/submissions/schema'

interface ReviewsProps {
  readonly reviews: SubmissionRecord['reviews']
  /** For reviewers; null for everyone else. */
  readonly action: ((state: ActState, data: FormData) => Promise<ActState>) | null
}

/** What reviewers say who have looked at a submission, and where to say it. */
export function Reviews({ reviews, action }: ReviewsProps) {
  if (reviews.length === 0 && action === null) return null
  return (
    <Section id="reviews" title="Reviews" intro="People who have looked at it. The verdict does not depend on them.">
      <ul className="max-w-prose space-y-5">
        {reviews.map(({ by, text, at }, i) => (
          <li key={i}>
            <p>
              <Link href={`/people/${by}`} className="link">
                {by}
              </Link>{' '}
              <span className="text-note text-muted">
                <Time at={at} exact />
              </span>
            </p>
            <div className="mt-1 leading-7">
              <Note text={text} />
            </div>
          </li>
        ))}
      </ul>
      {action && (
        <div className="mt-6 print:hidden">
          <ActForm
            id="review-text"
            offered={[['review', 'I have looked at it']]}
            label="What you saw, for everybody to read. Markdown works."
            maxLength={MAX_REVIEW_LENGTH}
            action={action}
          />
        </div>
      )}
    </Section>
  )
}
