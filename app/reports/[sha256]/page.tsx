import type { Metadata } from 'next'
import { missing } from '@/app/missing'
import { ReportPage } from '@/components/reports/page'
import { Page } from '@/components/site/page'
import { getReport } from '@/lib/reports/get'
import { commandOrigin } from '../../command-origin'

type Props = { params: Promise<{ sha256: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Report ${(await params).sha256.slice(0, 10)}` }
}

export default async function Report({ params }: Props) {
  const record = await getReport((await params).sha256)
  if (!record) return missing()
  return (
    <Page>
      <ReportPage record={record} origin={await commandOrigin()} />
    </Page>
  )
}
