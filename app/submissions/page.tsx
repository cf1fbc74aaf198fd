import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { SubmissionIndex } from '@/components/submissions/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery } from '@/lib/submissions/schema'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Submissions',
    description: 'Claims and searches that were submitted, newest first, with their status and verdict.',
    path: '/submissions',
  })
}

export default async function Submissions({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(SubmissionQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listSubmissions(query))
  return (
    <Page where={<Breadcrumbs here="Submissions" />}>
      <SubmissionIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
