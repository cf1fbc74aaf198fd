import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { ModelIndex } from '@/components/models/index-page'
import { InIndex } from '@/components/site/index-links'
import { Page } from '@/components/site/page'
import { listOrProblem, readQuery, type SearchParams, together } from '@/components/table/query'
import { listModels } from '@/lib/models/list'
import { ModelQuery } from '@/lib/models/schema'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Models',
    description: 'Every language model with a super weight on record, with its records, classes and evidence levels.',
    path: '/models',
  })
}

export default async function Models({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { query, given, problem } = readQuery(ModelQuery, await searchParams)
  const { page, problem: listProblem } = await listOrProblem(() => listModels(query))
  return (
    <Page where={<InIndex at="/models" />}>
      <ModelIndex query={query} given={given} page={page} problem={together(problem, listProblem)} />
    </Page>
  )
}
