import { Link } from '@/components/site/link'
import { IndexFrame, type IndexProps } from '@/components/table/index-frame'
import type { SubmissionQuery, SubmissionRecord } from '@/lib/submissions/schema'
import { SubmissionFilter } from './filter'
import { SubmissionTable } from './table'

const PATH = '/submissions'

/** Everything submitted, with its state and the reason for it. */
export function SubmissionIndex({ query, given, page, problem }: IndexProps<SubmissionQuery, SubmissionRecord>) {
  const filtered = query.status !== undefined || query.repo !== undefined
  return (
    <IndexFrame
      path={PATH}
      title="Submissions"
      intro={
        <>
          Every submission shows its state, the reason for it and, while it waits, its place in the{' '}
          <Link href="/queue" className="link">
            public queue
          </Link>
          .
        </>
      }
      filter={<SubmissionFilter query={query} />}
      given={given}
      page={page}
      problem={problem}
      empty={
        filtered
          ? { title: 'No submission matches these filters', words: <NoneFits /> }
          : { title: 'No submissions yet', words: <NoneYet /> }
      }
    >
      {({ items }) => <SubmissionTable submissions={items} caption="Newest first." />}
    </IndexFrame>
  )
}

function NoneFits() {
  return (
    <Link href={PATH} className="link">
      Show all submissions
    </Link>
  )
}

function NoneYet() {
  return (
    <>
      <Link href="/submit" className="link">
        Submit the first coordinate
      </Link>
      : the form offers demonstration models that take about a minute.
    </>
  )
}
