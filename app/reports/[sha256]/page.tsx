import type { Metadata } from 'next'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { MISSING, missing } from '@/app/missing'
import { ReportPage } from '@/components/reports/page'
import { Breadcrumbs, type Crumb } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { printShort } from '@/lib/coordinates'
import { gaugesOfOthers, otherReports } from '@/lib/reports/gauges'
import { getReport } from '@/lib/reports/get'
import type { ReportRecord } from '@/lib/reports/schema'
import { pageOf } from '@/lib/records/address'
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
  return headOf({
    title: `Report ${sha256.slice(0, 10)}: ${what} of ${checkpoint.repo}`,
    description: `One verification run on ${checkpoint.repo}: ${record.verdict.summary}`,
    path: `/reports/${sha256}`,
    json: `/api/v1/reports/${sha256}`,
  })
}

/** The record it is about: the set, or the weight, or else the model, of which nothing was accepted. */
function aboveReport({ weights, set, report }: ReportRecord): Crumb[] {
  const [weight] = weights
  if (set !== null)
    return [
      ['Sets', '/sets'],
      [set, pageOf('set', set)],
    ]
  if (weight !== undefined)
    return [
      ['Weights', '/weights'],
      [weight, pageOf('weight', weight)],
    ]
  const { repo } = report.checkpoint
  return [
    ['Models', '/models'],
    [repo, pageOf('model', repo)],
  ]
}

export default async function Report({ params }: Props) {
  const { sha256 } = await params
  const record = await read(sha256)
  if (!record) return missing()
  const [others, beside] = await Promise.all([gaugesOfOthers(sha256), otherReports(sha256)])
  return (
    <Page
      where={<Breadcrumbs above={aboveReport(record)} here={`Report ${record.sha256.slice(0, 10)}`} />}
      copy={record.sha256}
    >
      <ReportPage record={record} origin={await commandOrigin()} others={others} otherReports={beside} />
    </Page>
  )
}
