import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { ContentList } from '@/components/docs/content-list'
import { contentPages } from '@/lib/docs/pages'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page, PageHead } from '@/components/site/page'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Errors',
    description: 'Every error code of the API and every reason code of a submission: its cause, and what to do.',
    path: '/errors',
  })
}

export default async function Errors() {
  return (
    <Page where={<Breadcrumbs above={[['Docs', '/docs']]} here="Errors" />}>
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
