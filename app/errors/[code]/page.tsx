import type { Metadata } from 'next'
import Link from 'next/link'
import { MISSING, missing } from '@/app/missing'
import { Content } from '@/components/docs/content'
import { contentPage } from '@/lib/docs/pages'
import { Page, PageHead } from '@/components/site/page'

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await contentPage('errors', (await params).code)
  return page ? { title: page.title } : MISSING
}

export default async function ErrorCode({ params }: Props) {
  const page = await contentPage('errors', (await params).code)
  if (!page) return missing()
  return (
    <Page>
      <PageHead
        kicker={
          <Link href="/errors" className="link">
            Errors
          </Link>
        }
        title={page.title}
      />
      <div className="mt-8">
        <Content {...page} />
      </div>
    </Page>
  )
}
