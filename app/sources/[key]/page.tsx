import type { Metadata } from 'next'
import { cache } from 'react'
import { MISSING, missing } from '@/app/missing'
import { Page } from '@/components/site/page'
import { WorkPage } from '@/components/sources/page'
import { readWork } from '@/lib/literature/work'

type Props = { params: Promise<{ key: string }> }

/** Read once for the page and its metadata. */
const read = cache((key: string) => readWork(key))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const work = await read(decodeURIComponent((await params).key))
  return work === null ? MISSING : { title: work.citation }
}

/** A publication and what became of its claims. */
export default async function SourcePage({ params }: Props) {
  const work = await read(decodeURIComponent((await params).key))
  if (work === null) return missing()
  return (
    <Page>
      <WorkPage work={work} />
    </Page>
  )
}
