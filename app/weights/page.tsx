import type { Metadata } from 'next'
import { Page } from '@/components/site/page'
import { WeightIndex } from '@/components/weights/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listWeights } from '@/lib/records/list'
import { WeightQuery } from '@/lib/weights/schema'

export const metadata: Metadata = { title: 'Weights' }

export default async function Weights({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(WeightQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listWeights(query))
  return (
    <Page>
      <WeightIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
