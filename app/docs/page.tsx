import type { Metadata } from 'next'
import { Link } from '@/components/site/link'
import { headOf } from '@/app/head-of'
import { ContentList } from '@/components/docs/content-list'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page, PageHead } from '@/components/site/page'
import { GROUPS } from '@/lib/docs/contents'
import { contentPages } from '@/lib/docs/pages'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Docs',
    description:
      'What a super weight is, what a claim must show before it is accepted, and how to use the records: protocol, API, command line.',
    path: '/docs',
  })
}

export default async function Docs() {
  const pages = await contentPages('docs')
  return (
    <Page where={<Breadcrumbs here="Docs" />}>
      <PageHead title="Docs">
        <p>What a super weight is, what a claim must show before it is accepted, and how to use the records.</p>
      </PageHead>
      {GROUPS.map(({ title, slugs }) => (
        <section
          key={title}
          aria-labelledby={title}
          className="mt-10 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-14"
        >
          <h2 id={title} className="border-t border-edge pt-4 text-xl">
            {title}
          </h2>
          <ContentList room="docs" pages={pages.filter(({ slug }) => slugs.includes(slug))} />
        </section>
      ))}
      <section aria-labelledby="errors" className="mt-10 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-14">
        <h2 id="errors" className="border-t border-edge pt-4 text-xl">
          Errors
        </h2>
        <p className="border-t border-edge py-4">
          Every error code and every reason code has{' '}
          <Link href="/errors" className="link">
            a page of its own
          </Link>
          : its cause, and what to do.
        </p>
      </section>
    </Page>
  )
}
