import type { Metadata } from 'next'
import { Page } from '@/components/site/page'
import { SourceIndex } from '@/components/sources/index-page'
import { listWorks } from '@/lib/literature/works'

export const metadata: Metadata = { title: 'Sources' }

/** Every publication, with what it claims and what became of it. */
export default async function Sources() {
  return (
    <Page>
      <SourceIndex works={await listWorks()} />
    </Page>
  )
}
