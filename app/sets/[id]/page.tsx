import type { Metadata } from 'next'
import { cache } from 'react'
import { MISSING, missingVersion } from '@/app/missing'
import { JsonRecordPage } from '@/components/records/json-page'
import { SetPage } from '@/components/sets/page'
import { Page } from '@/components/site/page'
import { descendantsOf } from '@/lib/descendants/get'
import { compareVersions } from '@/lib/records/compare-versions'
import { readPage, type RecordPage } from '@/lib/records/page'
import { damageOf, standingOf } from '@/lib/records/standing'
import { getReport } from '@/lib/reports/get'
import { relatedToSet } from '@/lib/sets/related'
import type { SetRecord } from '@/lib/sets/schema'
import { submissionsOfSet } from '@/lib/submissions/summary'
import { commandOrigin } from '../../command-origin'
import { type Query, sinceOf } from '../../since'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

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

export default async function WeightSet({ params, searchParams }: Props) {
  const found = await read((await params).id)
  if (!found) return missingVersion('set', (await params).id)
  const since = sinceOf(await searchParams, found)
  return (
    <Page>
      {found.record ? <Known {...found} record={found.record} since={since} /> : <JsonRecordPage {...found} />}
    </Page>
  )
}

interface KnownProps extends RecordPage<SetRecord> {
  readonly record: SetRecord
  /** The version to compare with. */
  readonly since: number | null
}

/** A version in the current schema. Data outside the record is shown only with its latest version. */
async function Known({ record, name, history, version, latest, since }: KnownProps) {
  const [newest] = record.reports
  const report = newest ? await getReport(newest.sha256) : null
  const isLatest = version === latest
  const [submissions, descendants, standing, related, changes] = await Promise.all([
    isLatest ? submissionsOfSet(record.id) : [],
    isLatest && record.verified ? descendantsOf(record.repo) : null,
    report && isLatest ? standingOf(record.repo, damageOf(report.verdict)) : null,
    isLatest ? relatedToSet(record) : [],
    since === null ? null : compareVersions('set', name, version, since),
  ])
  return (
    <SetPage
      set={record}
      report={report}
      origin={await commandOrigin()}
      history={history}
      submissions={submissions}
      descendants={descendants}
      standing={standing}
      related={related}
      changes={changes}
    />
  )
}
