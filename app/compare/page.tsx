import type { Metadata } from 'next'
import { ComparePage } from '@/components/compare/page'
import { Page } from '@/components/site/page'
import type { SearchParams } from '@/components/table/query'
import { readComparison } from '@/lib/comparison/read'

export const metadata: Metadata = { title: 'Compare' }

/** Longest list of ids that is read. */
const MOST_IDS = 20

/** Up to four records side by side: `?ids=SW-000001,SW-000002`, or `ids` given several times, as boxes send it. */
export default async function Compare({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ids = [] } = await searchParams
  return (
    <Page>
      <ComparePage comparison={await readComparison([ids].flat().slice(0, MOST_IDS))} />
    </Page>
  )
}
