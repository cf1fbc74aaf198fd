import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { SearchPage } from '@/components/search/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { SearchQuery } from '@/lib/search/schema'
import { search } from '@/lib/search/search'

interface Props {
  readonly searchParams: Promise<SearchParams>
}

/** Search engines may list the page, but not the results, which are endless. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query } = readQuery(SearchQuery, await searchParams)
  return headOf({
    title: query.q === '' ? 'Search' : `${query.q}: search`,
    description:
      'Find a model, a coordinate in any spelling, a record, a report, a paper or a page about super weights.',
    path: '/search',
    index: query.q === '',
  })
}

export default async function Search({ searchParams }: Props) {
  const { query, problem } = readQuery(SearchQuery, await searchParams)
  return (
    <Page where={<Breadcrumbs here="Search" />}>
      <SearchPage answer={await search(query)} problem={problem} />
    </Page>
  )
}
