import type { Metadata } from 'next'
import { cache } from 'react'
import { MISSING, missing } from '@/app/missing'
import { ReportPage } from '@/components/reports/page'
import { Page } from '@/components/site/page'
import { printShort } from '@/lib/coordinates'
import { gaugesOfOthers, otherReports } from '@/lib/reports/gauges'
import { getReport } from '@/lib/reports/get'
import { commandOrigin } from '../../command-origin'

type Props = { params: Promise<{ sha256: string }> }

/** Read once for the page and its metadata. */
const read = cache(getReport)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sha256 } = await params
  const record = await read(sha256)
  if (!record) return MISSING
  const { checkpoint, members } = record.report
  const [first] = members
  const what = members.length === 1 && first ? printShort(first) : `${members.length} weights`
  return {
    title: `Report ${sha256.slice(0, 10)}: ${what} of ${checkpoint.repo}`,
    description: record.verdict.summary,
    alternates: { canonical: `/reports/${sha256}`, types: { 'application/json': `/api/v1/reports/${sha256}` } },
  }
}

export default async function Report({ params }: Props) {
  const { sha256 } = await params
  const record = await read(sha256)
  if (!record) return missing()
  const [others, beside] = await Promise.all([gaugesOfOthers(sha256), otherReports(sha256)])
  return (
    <Page>
      <ReportPage record={record} origin={await commandOrigin()} others={others} otherReports={beside} />
    </Page>
  )
}
