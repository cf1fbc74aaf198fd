import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page, PageHead } from '@/components/site/page'
import type { ContentPage } from '@/lib/docs/pages'
import { Content } from './content'
import { DocsNav, PageContents } from './docs-nav'
import { MarkSection } from './mark-section'
import { PreviousNext } from './previous-next'

/** A page of the documentation: on wide screens the list of pages beside it, and notes and wide tables in the margin. */
export function DocPage({ page, pages }: { page: ContentPage; pages: readonly ContentPage[] }) {
  return (
    <Page where={<Breadcrumbs above={[['Docs', '/docs']]} here={page.title} />}>
      <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-14">
        <div className="lg:row-start-1">
          <DocsNav pages={pages} current={page} />
        </div>
        <div className="min-w-0">
          <PageHead title={page.title} />
          <PageContents current={page} />
          <article className="docs mt-8">
            <Content {...page} />
          </article>
          <PreviousNext pages={pages} slug={page.slug} />
        </div>
      </div>
      <MarkSection />
    </Page>
  )
}
