import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { ChallengeIndex } from '@/components/challenges/index-page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listChallenges } from '@/lib/challenges/list'
import { ChallengeQuery } from '@/lib/challenges/schema'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Challenges',
    description: 'What people say is wrong with records of this registry, and what its maintainers decided.',
    path: '/challenges',
    json: '/api/v1/challenges',
  })
}

export default async function Challenges({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(ChallengeQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listChallenges(query))
  return (
    <Page where={<Breadcrumbs here="Challenges" />}>
      <ChallengeIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
