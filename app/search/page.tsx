import type { Metadata } from 'next'
import { SearchPage } from '@/components/search/page'
import { Page } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { SearchQuery } from '@/lib/search/schema'
import { search } from '@/lib/search/search'

interface Props {
  readonly searchParams: Promise<SearchParams>
}

/** Results are not for the indexes of other search engines. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { query } = readQuery(SearchQuery, await searchParams)
  return { title: query.q === '' ? 'Search' : `${query.q}: search`, robots: { index: false, follow: true } }
}

export default async function Search({ searchParams }: Props) {
  const { query, problem } = readQuery(SearchQuery, await searchParams)
  return (
    <Page>
      <SearchPage answer={await search(query)} problem={problem} />
    </Page>
  )
}
