import type { Metadata } from 'next'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { MISSING, missing } from '@/app/missing'
import { MAY_DECIDE } from '@/app/who-may-write'
import { ActForm } from '@/components/form/act-form'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Link } from '@/components/site/link'
import { Page, PageHead } from '@/components/site/page'
import { permissionsOf } from '@/lib/accounts/authorise'
import { MAX_CHALLENGE_LENGTH } from '@/lib/challenges/schema'
import { getReport } from '@/lib/reports/get'
import type { ReportRecord } from '@/lib/reports/schema'
import { takeBackForm } from './actions'

type Props = { params: Promise<{ sha256: string }> }

/** Read once for the page and its metadata. */
const read = cache(getReport)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { sha256 } = await params
  if (!(await read(sha256))) return MISSING
  return headOf({ title: `Take back ${sha256.slice(0, 10)}`, path: `/reports/${sha256}/take-back`, index: false })
}

/** Where a maintainer takes a signed run back. Not on the report's own page, which is the same for everyone. */
export default async function TakeBack({ params }: Props) {
  const record = await read((await params).sha256)
  if (!record) return missing()
  const name = `Report ${record.sha256.slice(0, 10)}`
  const may = (await permissionsOf(await incoming()))(MAY_DECIDE)
  const why = whyNot(record, may)
  return (
    <Page where={<Breadcrumbs above={[[name, `/reports/${record.sha256}`]]} here="Take back" />} copy={record.sha256}>
      <PageHead kicker={name} title="Take back a signed run">
        <p>It stays readable, with the reason and for everybody, and counts for nothing from then on.</p>
      </PageHead>
      <div className="mt-6">
        {why === null ? (
          <ActForm
            id="reason"
            offered={[['take-back', 'Take it back']]}
            label="Why, for everybody to read."
            maxLength={MAX_CHALLENGE_LENGTH}
            action={takeBackForm.bind(null, record.sha256)}
          />
        ) : (
          <p>
            {why}{' '}
            <Link href={`/reports/${record.sha256}`} className="link">
              Back to the report
            </Link>
          </p>
        )}
      </div>
    </Page>
  )
}

/** Why there is no form, as a sentence; null where there is one. */
function whyNot({ reproduction }: ReportRecord, may: boolean): string | null {
  if (!reproduction) return 'A worker of this registry ran this one: there is nothing to take back.'
  if (reproduction.withdrawn) return `It was taken back: ${reproduction.withdrawn.reason}`
  return may ? null : 'Only a maintainer takes a signed run back. Challenge the record if you think it is wrong.'
}
