import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { MISSING, missing } from '@/app/missing'
import { Content } from '@/components/docs/content'
import { contentPage } from '@/lib/docs/pages'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page, PageHead } from '@/components/site/page'

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await contentPage('errors', (await params).code)
  return page ? headOf({ title: page.title, path: `/errors/${page.slug}` }) : MISSING
}

export default async function ErrorCode({ params }: Props) {
  const page = await contentPage('errors', (await params).code)
  if (!page) return missing()
  return (
    <Page
      where={
        <Breadcrumbs
          above={[
            ['Docs', '/docs'],
            ['Errors', '/errors'],
          ]}
          here={page.title}
        />
      }
    >
      <PageHead title={page.title} />
      <div className="mt-8">
        <Content {...page} />
      </div>
    </Page>
  )
}
