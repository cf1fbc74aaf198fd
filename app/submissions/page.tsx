import type { Metadata } from 'next'
import { Page } from '@/components/site/page'
import { SubmissionIndex } from '@/components/submissions/index-page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listSubmissions } from '@/lib/submissions/list'
import { SubmissionQuery } from '@/lib/submissions/schema'

export const metadata: Metadata = { title: 'Submissions' }

export default async function Submissions({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(SubmissionQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listSubmissions(query))
  return (
    <Page>
      <SubmissionIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
