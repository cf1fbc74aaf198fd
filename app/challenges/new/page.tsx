import type { Metadata } from 'next'
import { Link } from '@/components/site/link'
import { z } from 'zod'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { MAY_CHALLENGE } from '@/app/who-may-write'
import { OpenForm } from '@/components/challenges/open-form'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { RefusalNotice } from '@/components/accounts/refusal-notice'
import { Page, PageHead } from '@/components/site/page'
import { readQuery, type SearchParams } from '@/components/table/query'
import { refusalOf } from '@/lib/accounts/authorise'
import { CHALLENGE_REASONS, REASON_CODES } from '@/lib/challenges/reasons'
import { MAX_CHALLENGE_LENGTH } from '@/lib/challenges/schema'
import { openChallengeForm } from './actions'

export function generateMetadata(): Promise<Metadata> {
  return headOf({ title: 'Challenge a record', path: '/challenges/new', index: false })
}

const Prefill = z.object({ record: z.string().trim().max(40).default('') })

const REASONS = REASON_CODES.map(
  (code) => [code, CHALLENGE_REASONS[code].title, CHALLENGE_REASONS[code].about] as const,
)

export default async function NewChallenge({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { record } = readQuery(Prefill, await searchParams).query
  const refusal = await refusalOf(MAY_CHALLENGE, await incoming())
  const here = `/challenges/new${record === '' ? '' : `?${new URLSearchParams({ record })}`}`
  return (
    <Page where={<Breadcrumbs above={[['Challenges', '/challenges']]} here="Challenge a record" />}>
      <PageHead title="Challenge a record">
        <p>
          Say what is wrong and how you know. The record shows your challenge at once; a maintainer upholds it,
          withdraws it or has it verified again, with a public reason. If another coordinate is right,{' '}
          <Link href="/submit" className="link">
            submit that one
          </Link>{' '}
          as well.
        </p>
      </PageHead>
      {refusal !== null && (
        <RefusalNotice title="You cannot challenge a record from here" refusal={refusal} to={here} />
      )}
      <div className="mt-10">
        <OpenForm
          key={record}
          initial={{ record, reason: '', text: '' }}
          reasons={REASONS}
          maxLength={MAX_CHALLENGE_LENGTH}
          action={openChallengeForm}
        />
      </div>
    </Page>
  )
}
