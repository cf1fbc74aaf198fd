import type { Metadata } from 'next'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { MISSING, missingVersion } from '@/app/missing'
import { ownOrigin } from '@/app/own-origin'
import { altOf } from '@/components/cards/record-card'
import { RecordDataset } from '@/components/records/dataset'
import { JsonRecordPage } from '@/components/records/json-page'
import { SetPage } from '@/components/sets/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { printStored } from '@/lib/coordinates'
import { descendantsOf } from '@/lib/descendants/get'
import { compareVersions } from '@/lib/records/compare-versions'
import { readPage, type RecordPage } from '@/lib/records/page'
import { damageOf } from '@/lib/protocol'
import { standingOf } from '@/lib/records/standing'
import { getReport } from '@/lib/reports/get'
import { signedRuns } from '@/lib/reports/signed-runs'
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
  const { record, url, versionUrl, version, latest } = found
  const title = nameOf(found)
  const links = { path: version === latest ? url : versionUrl, json: `/api/v1${versionUrl}` }
  if (!record) return headOf({ title, ...links })
  const card = { url: `${versionUrl}/card.png`, alt: altOf.set(record) }
  return headOf({ title: `${title}, ${record.repo}`, description: descriptionOf(record), card, ...links })
}

const nameOf = ({ name, versionName, version, latest }: RecordPage<unknown>) =>
  version === latest ? name : versionName

const descriptionOf = (record: SetRecord) =>
  `${record.members.length} weights of ${record.repo}, claimed together: evidence level ${record.level.number}, ${record.level.word}.`

export default async function WeightSet({ params, searchParams }: Props) {
  const found = await read((await params).id)
  if (!found) return missingVersion('set', (await params).id)
  const since = sinceOf(await searchParams, found)
  return (
    <Page
      where={<Where found={found} origin={await ownOrigin()} />}
      copy={found.record?.members.map(printStored).join('\n') ?? found.name}
    >
      {found.record ? <Known {...found} record={found.record} since={since} /> : <JsonRecordPage {...found} />}
    </Page>
  )
}

/** What stands above its title, with what search engines read of it. */
function Where({ found, origin }: { found: RecordPage<SetRecord>; origin: string }) {
  const { record } = found
  return (
    <>
      <Breadcrumbs above={[['Sets', '/sets']]} here={nameOf(found)} />
      {record && <RecordDataset {...found} record={record} description={descriptionOf(record)} origin={origin} />}
    </>
  )
}

interface KnownProps extends RecordPage<SetRecord> {
  readonly record: SetRecord
  /** The version to compare with. */
  readonly since: number | null
}

/** A version in the current schema. Data outside the record is shown only with its latest version. */
async function Known({ record, name, history, version, latest, withdrawn, since }: KnownProps) {
  const [newest] = record.reports
  const report = newest ? await getReport(newest.sha256) : null
  const isLatest = version === latest
  const [submissions, descendants, standing, related, runs, changes] = await Promise.all([
    isLatest ? submissionsOfSet(record.id) : [],
    isLatest && record.verified ? descendantsOf(record.repo) : null,
    report && isLatest ? standingOf(record.repo, damageOf(report.verdict)) : null,
    isLatest ? relatedToSet(record) : [],
    isLatest ? signedRuns(record.reports, report) : [],
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
      runs={runs}
      withdrawn={withdrawn}
      changes={changes}
    />
  )
}
