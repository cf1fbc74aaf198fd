import type { Metadata } from 'next'
import Link from 'next/link'
import { ContentList } from '@/components/docs/content-list'
import { contentPages } from '@/lib/docs/pages'
import { Page, PageHead } from '@/components/site/page'

export const metadata: Metadata = { title: 'Docs' }

export default async function Docs() {
  return (
    <Page>
      <PageHead title="Docs">
        <p>What a super weight is, what a claim must show before it is accepted, and how to use the records.</p>
        <p>
          Every error code and every reason code has{' '}
          <Link href="/errors" className="link">
            a page of its own
          </Link>
          .
        </p>
      </PageHead>
      <ContentList room="docs" pages={await contentPages('docs')} />
    </Page>
  )
}
