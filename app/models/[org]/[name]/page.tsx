import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { missing } from '@/app/missing'
import { ModelPage } from '@/components/models/page'
import { Page } from '@/components/site/page'
import { reportedFor } from '@/lib/literature/reported'
import { sourcesOfModel } from '@/lib/claims/sources-of-model'
import { getModel, repoInAnyCase } from '@/lib/models/get'

type Props = { params: Promise<{ org: string; name: string }> }

async function repoOf({ params }: Props): Promise<string> {
  const { org, name } = await params
  return `${decodeURIComponent(org)}/${decodeURIComponent(name)}`
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await repoOf(props) }
}

export default async function Model(props: Props) {
  const repo = await repoOf(props)
  const model = await getModel(repo)
  if (!model) {
    const known = await repoInAnyCase(repo)
    if (known) permanentRedirect(`/models/${known}`)
    return missing()
  }
  return (
    <Page>
      <ModelPage model={model} published={reportedFor(model.repo)} sources={await sourcesOfModel(model.repo)} />
    </Page>
  )
}
