import type { Metadata } from 'next'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { MISSING, missing } from '@/app/missing'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { WorkPage } from '@/components/sources/page'
import { readWork } from '@/lib/literature/work'

type Props = { params: Promise<{ key: string }> }

/** Read once for the page and its metadata. */
const read = cache((key: string) => readWork(key))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const key = decodeURIComponent((await params).key)
  const work = await read(key)
  if (work === null) return MISSING
  return headOf({
    title: work.citation,
    description: `What ${work.citation.replace(/\.$/, '')} says about super weights, model by model, and what of it this registry has reproduced.`,
    // A publication has one page, under whichever of its parts it is asked for.
    path: `/sources/${encodeURIComponent(work.parts[0]?.key ?? key)}`,
  })
}

/** A publication and what became of its claims. */
export default async function SourcePage({ params }: Props) {
  const work = await read(decodeURIComponent((await params).key))
  if (work === null) return missing()
  return (
    <Page where={<Breadcrumbs above={[['Sources', '/sources']]} here={work.citation.replace(/\.$/, '')} />}>
      <WorkPage work={work} />
    </Page>
  )
}
