import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { InIndex } from '@/components/site/index-links'
import { Page } from '@/components/site/page'
import { SetIndex } from '@/components/sets/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listSets } from '@/lib/records/list'
import { SetQuery } from '@/lib/sets/schema'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Sets',
    description: 'Super-weight sets: weights that wreck their model only when they are removed together.',
    path: '/sets',
  })
}

export default async function Sets({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(SetQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listSets(query))
  return (
    <Page where={<InIndex at="/sets" />}>
      <SetIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
