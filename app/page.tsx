import type { Metadata } from 'next'
import { HomePage } from '@/components/home/page'
import { RegistryDataset } from '@/components/records/dataset'
import { Page } from '@/components/site/page'
import { threeNumbers } from '@/lib/stats/three-numbers'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery } from '@/lib/submissions/schema'
import { bestWeights } from '@/lib/weights/best'
import { commandOrigin } from './command-origin'
import { headOf } from './head-of'
import { ownOrigin } from './own-origin'

/** Rows of each list on the front page. */
const SHOWN = 6

const TITLE = 'Super Weights: a registry'

export async function generateMetadata(): Promise<Metadata> {
  const description =
    'Some language models hang on a single number. This registry holds the coordinates of these super weights, pinned to a commit, and accepts none before its own verifier has reproduced it.'
  return { ...(await headOf({ title: TITLE, description, path: '/' })), title: { absolute: TITLE } }
}

export default async function Home() {
  const [numbers, best, submissions] = await Promise.all([
    threeNumbers(),
    bestWeights(SHOWN),
    listSubmissions(SubmissionQuery.parse({ limit: SHOWN })),
  ])
  return (
    <Page>
      <RegistryDataset origin={await ownOrigin()} />
      <HomePage numbers={numbers} best={best} submissions={submissions.items} origin={await commandOrigin()} />
    </Page>
  )
}
