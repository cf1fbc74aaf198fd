import type { Metadata } from 'next'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { RefusalNotice } from '@/components/accounts/refusal-notice'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page, PageHead } from '@/components/site/page'
import { refusalOf } from '@/lib/accounts/authorise'
import { FIELD_NAMES, type Fields } from '@/components/submissions/fields'
import { SubmissionForm } from '@/components/submissions/form'
import { WhatHappens } from '@/components/submissions/what-happens'
import { readQuery, type SearchParams } from '@/components/table/query'
import { z } from 'zod'
import { submitForm } from './actions'
import { MAY_SUBMIT } from '@/app/who-may-write'

export function generateMetadata(): Promise<Metadata> {
  return headOf({
    title: 'Submit',
    description:
      'Submit the coordinate of a super weight: the registry reads the value immediately, and a verifier measures what removing it does.',
    path: '/submit',
  })
}

/** Longest value that a URL may prefill: a note fits, a book does not. */
const MAX_PREFILL = 4_000

const Prefill = z.record(z.string(), z.string().trim().max(MAX_PREFILL))

export default async function Submit({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { given } = readQuery(Prefill, await searchParams)
  const initial = Object.fromEntries(FIELD_NAMES.map((name) => [name, given[name] ?? ''])) as Fields
  const refusal = await refusalOf(MAY_SUBMIT, await incoming())
  return (
    <Page where={<Breadcrumbs here="Submit" />}>
      <PageHead title="Submit a coordinate">
        <p>
          Say where the weight is. The registry pins the commit and reads the one value immediately, without downloading
          a tensor; then a verifier measures what removing it does. Nothing is accepted before it has been reproduced.
          If you do not know where it is, name the model and let the registry find it.
        </p>
      </PageHead>
      {refusal !== null && <RefusalNotice title="You cannot submit from here" refusal={refusal} to="/submit" />}
      <div className="mt-10 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,42rem)_1fr]">
        <SubmissionForm key={JSON.stringify(initial)} initial={initial} action={submitForm} />
        <WhatHappens />
      </div>
    </Page>
  )
}
