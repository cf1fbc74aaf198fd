import type { Metadata } from 'next'
import { cache } from 'react'
import { MISSING, missing } from '@/app/missing'
import { incoming } from '@/app/incoming'
import { Page } from '@/components/site/page'
import { SubmissionPage } from '@/components/submissions/page'
import { MAY_CANCEL, MAY_SUBMIT } from '@/app/who-may-write'
import { refusalOf } from '@/lib/accounts/authorise'
import { getSubmission } from '@/lib/submissions/get'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ known?: string }> }

/** Read once for the page and its metadata. */
const read = cache(getSubmission)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const submission = await read((await params).id)
  return submission ? { title: `${submission.id}, ${submission.repo}` } : MISSING
}

export default async function Submission({ params, searchParams }: Props) {
  const submission = await read((await params).id)
  if (!submission) return missing()
  return (
    <Page>
      <SubmissionPage
        submission={submission}
        known={(await searchParams).known !== undefined}
        mayCancel={refusalOf(MAY_CANCEL, await incoming()) === null}
        maySubmit={refusalOf(MAY_SUBMIT, await incoming()) === null}
      />
    </Page>
  )
}
