import type { Metadata } from 'next'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { MISSING, missing } from '@/app/missing'
import { incoming } from '@/app/incoming'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { Maintain } from '@/components/submissions/maintain'
import { Reviews } from '@/components/review/reviews'
import { SubmissionPage } from '@/components/submissions/page'
import { MAY_CANCEL, MAY_MAINTAIN, MAY_REVIEW, MAY_SUBMIT } from '@/app/who-may-write'
import { permissionsOf } from '@/lib/accounts/authorise'
import { feedPath } from '@/lib/feeds/paths'
import { feedOf } from '@/app/feed-of'
import { getSubmission } from '@/lib/submissions/get'
import { maintainForm, reviewForm } from './actions'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ known?: string; joined?: string }> }

/** Read once for the page and its metadata. */
const read = cache(getSubmission)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const submission = await read((await params).id)
  if (!submission) return MISSING
  const { id, repo, kind } = submission
  return headOf({
    title: `${id}, ${repo}`,
    description: `A ${kind} about ${repo}, submitted to this registry: its progress and its verdict.`,
    path: `/submissions/${id}`,
    json: `/api/v1/submissions/${id}`,
    feed: feedPath(`/submissions/${id}`),
  })
}

export default async function Submission({ params, searchParams }: Props) {
  const { known, joined } = await searchParams
  const submission = await read((await params).id)
  if (!submission) return missing()
  const may = await permissionsOf(await incoming())
  return (
    <Page where={<Breadcrumbs above={[['Submissions', '/submissions']]} here={submission.id} />} copy={submission.id}>
      <SubmissionPage
        submission={submission}
        known={known !== undefined || joined !== undefined}
        joined={joined !== undefined}
        mayCancel={may(MAY_CANCEL)}
        maySubmit={may(MAY_SUBMIT)}
        feed={await feedOf(`/submissions/${submission.id}`)}
      />
      <Reviews
        reviews={submission.reviews}
        action={may(MAY_REVIEW) && submission.screened !== null ? reviewForm.bind(null, submission.id) : null}
      />
      {may(MAY_MAINTAIN) && <Maintain status={submission.status} action={maintainForm.bind(null, submission.id)} />}
    </Page>
  )
}
