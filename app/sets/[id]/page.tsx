import type { Metadata } from 'next'
import { cache } from 'react'
import { MISSING, missingVersion } from '@/app/missing'
import { JsonRecordPage } from '@/components/records/json-page'
import { SetPage } from '@/components/sets/page'
import { Page } from '@/components/site/page'
import { descendantsOf } from '@/lib/descendants/get'
import { readPage, type RecordPage } from '@/lib/records/page'
import { getReport } from '@/lib/reports/get'
import type { SetRecord } from '@/lib/sets/schema'
import { submissionsOfSet } from '@/lib/submissions/summary'
import { commandOrigin } from '../../command-origin'

type Props = { params: Promise<{ id: string }> }

/** Read once for the page and its metadata. */
const read = cache((id: string) => readPage('set', id))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id)
  if (!found) return MISSING
  const { record, name, versionName, url, versionUrl, version, latest } = found
  const title = version === latest ? name : versionName
  const alternates = {
    canonical: version === latest ? url : versionUrl,
    types: { 'application/json': `/api/v1${versionUrl}` },
  }
  return { title: record ? `${title}, ${record.repo}` : title, alternates }
}

export default async function WeightSet({ params }: Props) {
  const found = await read((await params).id)
  if (!found) return missingVersion('set', (await params).id)
  return <Page>{found.record ? <Known {...found} record={found.record} /> : <JsonRecordPage {...found} />}</Page>
}

/** A version in the current schema. Data outside the record is shown only with its latest version. */
async function Known({ record, history, version, latest }: RecordPage<SetRecord> & { record: SetRecord }) {
  const [newest] = record.reports
  const [report, submissions, descendants] = await Promise.all([
    newest ? getReport(newest.sha256) : null,
    version === latest ? submissionsOfSet(record.id) : [],
    version === latest && record.verified ? descendantsOf(record.repo) : null,
  ])
  return (
    <SetPage
      set={record}
      report={report}
      origin={await commandOrigin()}
      history={history}
      submissions={submissions}
      descendants={descendants}
    />
  )
}
