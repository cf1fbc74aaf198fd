import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { FamiliesPage } from '@/components/families/page'
import { InIndex } from '@/components/site/index-links'
import { Page } from '@/components/site/page'
import { depthsByFamily } from '@/lib/depths/families'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Families',
    description: 'Where super weights sit by relative depth, family by family, over all models on record.',
    path: '/families',
  })
}

/** Where super weights sit by relative depth, over all models. */
export default async function Families() {
  return (
    <Page where={<InIndex at="/families" />}>
      <FamiliesPage families={await depthsByFamily()} />
    </Page>
  )
}
