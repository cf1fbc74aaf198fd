import type { Metadata } from 'next'
import { Page } from '@/components/site/page'
import { WeightIndex } from '@/components/facets/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { weightIndex } from '@/lib/records/weight-index'
import { WeightIndexQuery } from '@/lib/weights/schema'

export const metadata: Metadata = { title: 'Weights' }

export default async function Weights({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(WeightIndexQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => weightIndex(query))
  return (
    <Page>
      <WeightIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
