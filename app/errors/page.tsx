import type { Metadata } from 'next'
import { ContentList } from '@/components/docs/content-list'
import { contentPages } from '@/lib/docs/pages'
import { Page, PageHead } from '@/components/site/page'

export const metadata: Metadata = { title: 'Errors' }

export default async function Errors() {
  return (
    <Page>
      <PageHead title="Errors">
        <p>
          Every error code of the API, and every reason why a submission is waiting, blocked, refused or failed: its
          cause, and what to do.
        </p>
      </PageHead>
      <div className="mt-8">
        <ContentList room="errors" pages={await contentPages('errors')} />
      </div>
    </Page>
  )
}
