import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { InIndex } from '@/components/site/index-links'
import { Page } from '@/components/site/page'
import { SourceIndex } from '@/components/sources/index-page'
import { listWorks } from '@/lib/literature/works'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Sources',
    description:
      'Every publication that names super weights, with what it claims and what of it this registry has reproduced.',
    path: '/sources',
  })
}

/** Every publication, with what it claims and what became of it. */
export default async function Sources() {
  return (
    <Page where={<InIndex at="/sources" />}>
      <SourceIndex works={await listWorks()} />
    </Page>
  )
}
