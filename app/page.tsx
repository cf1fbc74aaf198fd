import { HomePage } from '@/components/home/page'
import { Page } from '@/components/site/page'
import { threeNumbers } from '@/lib/stats/three-numbers'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery } from '@/lib/submissions/schema'
import { bestWeights } from '@/lib/weights/best'
import { commandOrigin } from './command-origin'

/** Rows of each list on the front page. */
const SHOWN = 6

export default async function Home() {
  const [numbers, best, submissions] = await Promise.all([
    threeNumbers(),
    bestWeights(SHOWN),
    listSubmissions(SubmissionQuery.parse({ limit: SHOWN })),
  ])
  return (
    <Page>
      <HomePage numbers={numbers} best={best} submissions={submissions.items} origin={await commandOrigin()} />
    </Page>
  )
}
