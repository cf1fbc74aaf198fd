import type { Metadata } from 'next'
import { cache } from 'react'
import { MISSING, missingVersion } from '@/app/missing'
import { JsonRecordPage } from '@/components/records/json-page'
import { Page } from '@/components/site/page'
import { WeightPage } from '@/components/weights/page'
import { descendantsOf } from '@/lib/descendants/get'
import { readPage, type RecordPage } from '@/lib/records/page'
import { getReport } from '@/lib/reports/get'
import type { WeightRecord } from '@/lib/weights/schema'
import { submissionsOfWeight } from '@/lib/submissions/summary'
import { commandOrigin } from '../../command-origin'

type Props = { params: Promise<{ id: string }> }

/** Read once for the page and its metadata. */
const read = cache((id: string) => readPage('weight', id))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id)
  if (!found) return MISSING
  const { record, name, versionName, url, versionUrl, version, latest } = found
  const title = version === latest ? name : versionName
  const links = {
    canonical: version === latest ? url : versionUrl,
    types: { 'application/json': `/api/v1${versionUrl}` },
  }
  if (!record) return { title, alternates: links }
  return {
    title: `${title}, ${record.repo}`,
    description: `${record.spellings.paper} of ${record.repo}: evidence level ${record.level.number}, ${record.level.word}.`,
    alternates: links,
  }
}

export default async function Weight({ params }: Props) {
  const found = await read((await params).id)
  if (!found) return missingVersion('weight', (await params).id)
  return <Page>{found.record ? <Known {...found} record={found.record} /> : <JsonRecordPage {...found} />}</Page>
}

/** A version in the current schema. Data outside the record is shown only with its latest version. */
async function Known({ record, history, version, latest }: RecordPage<WeightRecord> & { record: WeightRecord }) {
  const [newest] = record.reports
  const [report, submissions, descendants] = await Promise.all([
    newest ? getReport(newest.sha256) : null,
    version === latest ? submissionsOfWeight(record) : [],
    version === latest && record.verified ? descendantsOf(record.repo) : null,
  ])
  return (
    <WeightPage
      weight={record}
      report={report}
      origin={await commandOrigin()}
      history={history}
      submissions={submissions}
      descendants={descendants}
    />
  )
}
