import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { InIndex } from '@/components/site/index-links'
import { Page } from '@/components/site/page'
import { WeightIndex } from '@/components/facets/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { weightIndex } from '@/lib/records/weight-index'
import { WeightIndexQuery } from '@/lib/weights/schema'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Weights',
    description:
      'Every super-weight coordinate on record, with its model, class and evidence level: published ones, and those that this registry has reproduced.',
    path: '/weights',
  })
}

export default async function Weights({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(WeightIndexQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => weightIndex(query))
  return (
    <Page where={<InIndex at="/weights" />}>
      <WeightIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
