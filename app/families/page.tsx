import type { Metadata } from 'next'
import { FamiliesPage } from '@/components/families/page'
import { Page } from '@/components/site/page'
import { depthsByFamily } from '@/lib/depths/families'

export const metadata: Metadata = { title: 'Families' }

/** Where super weights sit by relative depth, over all models. */
export default async function Families() {
  return (
    <Page>
      <FamiliesPage families={await depthsByFamily()} />
    </Page>
  )
}
