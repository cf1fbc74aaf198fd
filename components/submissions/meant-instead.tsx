import { Link } from '@/components/site/link'
import { BUTTON } from '@/components/form/controls'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { addressOfForm } from './fields'
import { fieldsOf } from './fields-of-submission'

/** The repos that a misspelt name may mean: each leads to the form with everything else as it was sent. */
export function MeantInstead({ submission }: { submission: SubmissionRecord }) {
  const { repo, suggestions } = submission
  if (suggestions.length === 0) return null
  return (
    <div className="mt-5 max-w-prose space-y-4 border-l-2 border-accent pl-4">
      <p className="leading-7 wrap-anywhere">
        <strong>There is no public repo {repo} on the Hub.</strong> Did you mean {suggestions.length > 1 && 'one of '}
        {suggestions.length > 1 ? 'these?' : `${suggestions[0]}?`}
      </p>
      <ul className="flex flex-wrap gap-3">
        {suggestions.map((meant) => (
          <li key={meant} className="min-w-0">
            <Link
              href={addressOfForm({ ...fieldsOf(submission), repo: meant })}
              prefetch={false}
              className={`${BUTTON} wrap-anywhere`}
            >
              Use {meant}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
