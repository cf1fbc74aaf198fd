import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { ComparePage } from '@/components/compare/page'
import { InIndex } from '@/components/site/index-links'
import { Page } from '@/components/site/page'
import type { SearchParams } from '@/components/table/query'
import { readComparison } from '@/lib/comparison/read'

interface Props {
  readonly searchParams: Promise<SearchParams>
}

/** Search engines may list the page, but not the comparisons, which are endless. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return headOf({
    title: 'Compare',
    description: 'Up to four weights, or up to four sets, side by side: what they are, and how good the evidence is.',
    path: '/compare',
    index: (await searchParams)['ids'] === undefined,
  })
}

/** Longest list of ids that is read. */
const MOST_IDS = 20

/** Up to four records side by side: `?ids=SW-000001,SW-000002`, or `ids` given several times, as boxes send it. */
export default async function Compare({ searchParams }: Props) {
  const { ids = [] } = await searchParams
  return (
    <Page where={<InIndex at="/compare" />}>
      <ComparePage comparison={await readComparison([ids].flat().slice(0, MOST_IDS))} />
    </Page>
  )
}
