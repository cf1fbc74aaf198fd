import type { Metadata } from 'next'
import { ModelIndex } from '@/components/models/index-page'
import { Page } from '@/components/site/page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listModels } from '@/lib/models/list'
import { ModelQuery } from '@/lib/models/schema'

export const metadata: Metadata = { title: 'Models' }

export default async function Models({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(ModelQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listModels(query))
  return (
    <Page>
      <ModelIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
