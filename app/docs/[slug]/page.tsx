import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { MISSING, missing } from '@/app/missing'
import { opening } from '@/components/docs/content-list'
import { DocPage } from '@/components/docs/doc-page'
import { contentPage, contentPages } from '@/lib/docs/pages'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await contentPage('docs', (await params).slug)
  if (!page) return MISSING
  return headOf({ title: page.title, description: opening(page.body), path: `/docs/${page.slug}` })
}

export default async function Doc({ params }: Props) {
  const page = await contentPage('docs', (await params).slug)
  if (!page) return missing()
  return <DocPage page={page} pages={await contentPages('docs')} />
}
