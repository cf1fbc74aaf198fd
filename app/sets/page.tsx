import type { Metadata } from 'next'
import { Page } from '@/components/site/page'
import { SetIndex } from '@/components/sets/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listSets } from '@/lib/records/list'
import { SetQuery } from '@/lib/sets/schema'

export const metadata: Metadata = { title: 'Sets' }

export default async function Sets({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(SetQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listSets(query))
  return (
    <Page>
      <SetIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
