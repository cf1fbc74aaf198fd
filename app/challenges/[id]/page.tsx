import type { Metadata } from 'next'
import { cache } from 'react'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { MISSING, missing } from '@/app/missing'
import { ActForm } from '@/components/form/act-form'
import { ChallengePage } from '@/components/challenges/page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { Section } from '@/components/text/section'
import { getChallenge } from '@/lib/challenges/get'
import { CHALLENGE_REASONS } from '@/lib/challenges/reasons'
import { MAX_CHALLENGE_LENGTH } from '@/lib/challenges/schema'
import { answerChallengeForm } from './actions'
import { offeredTo } from './offered'

type Props = { params: Promise<{ id: string }> }

/** Read once for the page and its metadata. */
const read = cache(getChallenge)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const challenge = await read((await params).id)
  if (!challenge) return MISSING
  const { id, url, record, reason } = challenge
  return headOf({
    title: `${id}, ${record.id}`,
    description: `A challenge of ${record.id} (${record.repo}): ${CHALLENGE_REASONS[reason].title}.`,
    path: url,
    json: `/api/v1${url}`,
  })
}

export default async function Challenge({ params }: Props) {
  const challenge = await read((await params).id)
  if (!challenge) return missing()
  const offered = await offeredTo(await incoming(), challenge)
  return (
    <Page where={<Breadcrumbs above={[['Challenges', '/challenges']]} here={challenge.id} />} copy={challenge.id}>
      <ChallengePage challenge={challenge}>
        {offered.length > 0 && (
          <Section id="answer" title="Answer it" className="print:hidden">
            <ActForm
              id="answer-text"
              offered={offered}
              label="For everybody to read. Markdown works."
              maxLength={MAX_CHALLENGE_LENGTH}
              action={answerChallengeForm.bind(null, challenge.id)}
            />
          </Section>
        )}
      </ChallengePage>
    </Page>
  )
}
