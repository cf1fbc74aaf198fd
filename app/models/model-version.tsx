import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { MISSING, missingVersion } from '@/app/missing'
import { ownOrigin } from '@/app/own-origin'
import { altOf } from '@/components/cards/record-card'
import { RecordDataset } from '@/components/records/dataset'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { ModelPage } from '@/components/models/page'
import { JsonRecordPage } from '@/components/records/json-page'
import { Page } from '@/components/site/page'
import { withdrawnOfModel } from '@/lib/challenges/withdrawn-of-model'
import { sourcesOfModel } from '@/lib/claims/sources-of-model'
import { basesOf } from '@/lib/descendants/bases'
import { descendantsOf } from '@/lib/descendants/get'
import { answerFromRecords } from '@/lib/keep/from-records'
import { reportedFor } from '@/lib/literature/reported'
import { factsOf } from '@/lib/models/facts'
import { repoInAnyCase } from '@/lib/models/any-case'
import type { ModelRecord } from '@/lib/models/schema'
import { pageOf, printVersion } from '@/lib/records/address'
import { compareVersions } from '@/lib/records/compare-versions'
import { readPage, type RecordPage } from '@/lib/records/page'
import { reportsOfModel } from '@/lib/reports/of-model'
import { triedOn } from '@/lib/submissions/tried'
import { type Query, sinceOf } from '../since'
import { UnknownModel, unknownHead } from './unknown-model'

/** The parts of an address of a model's page. */
export interface ModelAddress {
  readonly org: string
  readonly name: string
  /** Absent for the latest. */
  readonly version?: string
}

/** Read once for the page and its metadata. */
const read = cache((text: string) => readPage('model', text))

const repoOf = ({ org, name }: ModelAddress) => `${decodeURIComponent(org)}/${decodeURIComponent(name)}`

/** The record's name as in its address. */
function namedBy(address: ModelAddress, repo = repoOf(address)): string {
  return address.version === undefined ? repo : printVersion('model', repo, Number(address.version))
}

export async function modelHead(address: ModelAddress): Promise<Metadata> {
  const found = await read(namedBy(address))
  if (!found) return address.version === undefined ? unknownHead(repoOf(address)) : MISSING
  const { url, versionUrl, version, latest, record } = found
  return headOf({
    title: titleOf(found),
    ...(record && {
      description: descriptionOf(record),
      card: { url: `${versionUrl}/card.png`, alt: altOf.model(record) },
    }),
    path: version === latest ? url : versionUrl,
    json: `/api/v1${versionUrl}`,
  })
}

const titleOf = ({ name, version, latest }: RecordPage<unknown>) =>
  version === latest ? name : `${name}, version ${version}`

const descriptionOf = ({ repo, weight_count: weights, verified_count: verified }: ModelRecord) =>
  `Super weights of ${repo}: ${weights} on record, ${verified} of them reproduced by this registry; which to keep when you quantise it.`

/** A version of a model's record, or the latest one, as a page. */
export async function ModelVersion({ address, query }: { address: ModelAddress; query: Query }) {
  const found = await read(namedBy(address))
  if (!found) {
    const known = await repoInAnyCase(repoOf(address))
    if (known && known !== repoOf(address)) permanentRedirect(pageOf('model', namedBy(address, known)))
    return address.version === undefined ? (
      <UnknownModel repo={repoOf(address)} />
    ) : (
      missingVersion('model', namedBy(address))
    )
  }
  const since = sinceOf(query, found)
  return (
    <Page where={<Where found={found} origin={await ownOrigin()} />} copy={found.name}>
      {found.record ? <Known {...found} record={found.record} since={since} /> : <JsonRecordPage {...found} />}
    </Page>
  )
}

/** What stands above its title, with what search engines read of it. */
function Where({ found, origin }: { found: RecordPage<ModelRecord>; origin: string }) {
  const { record } = found
  return (
    <>
      <Breadcrumbs above={[['Models', '/models']]} here={titleOf(found)} />
      {record && <RecordDataset {...found} record={record} description={descriptionOf(record)} origin={origin} />}
    </>
  )
}

interface KnownProps extends RecordPage<ModelRecord> {
  readonly record: ModelRecord
  /** The version to compare with. */
  readonly since: number | null
}

/** A version in the current schema. Data outside the record is shown only with its latest version. */
async function Known({ record, name, history, version, latest, since }: KnownProps) {
  const { repo } = record
  const isLatest = version === latest
  const [sources, descendants, answer, reports, tried, withdrawn, bases, facts, changes] = await Promise.all([
    isLatest ? sourcesOfModel(repo) : [],
    isLatest && record.verified_count > 0 ? descendantsOf(repo) : null,
    isLatest ? answerFromRecords(repo) : null,
    isLatest ? reportsOfModel(repo) : [],
    isLatest ? triedOn(repo) : [],
    isLatest ? withdrawnOfModel(repo) : [],
    isLatest ? basesOf(repo) : [],
    factsOf(repo),
    since === null ? null : compareVersions('model', name, version, since),
  ])
  return (
    <ModelPage
      model={record}
      published={reportedFor(record.repo)}
      sources={sources}
      history={history}
      descendants={descendants}
      answer={answer}
      reports={reports}
      tried={tried}
      withdrawn={withdrawn}
      bases={bases}
      facts={facts}
      changes={changes}
    />
  )
}
