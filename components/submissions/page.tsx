import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { Notice } from '@/components/site/notice'
import { PageHead } from '@/components/site/page'
import { FeedLink } from '@/components/text/feed-link'
import { Time } from '@/components/text/time'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { AlsoClaimed } from './also-claimed'
import { ClaimInstead } from './claim-instead'
import { SubmissionHistory } from './history'
import { LiveSubmission } from './live'
import { MeantInstead } from './meant-instead'
import { SubmitAgain } from './submit-again'
import { SearchOutcome } from './search-outcome'
import { VerdictSection } from './verdict-section'
import { Words } from './words'

/** One submission. `known`: the same claim was sent again and led here; `joined`: by another account, which joined it. Readers who may not change it see no controls. */
export function SubmissionPage({
  submission,
  known,
  joined,
  mayCancel,
  maySubmit,
  feed,
}: {
  submission: SubmissionRecord
  known: boolean
  joined: boolean
  mayCancel: boolean
  maySubmit: boolean
  /** Where it can be followed; null on a site that does not know its own address. */
  feed: string | null
}) {
  return (
    <>
      <PageHead
        kicker={
          <>
            Received <Time at={submission.created_at} /> from {submission.account}
            {submission.joined.length > 0 && (
              <>, also claimed by {submission.joined.map((one) => one.account).join(', ')}</>
            )}
            {submission.challenge !== null && (
              <>
                , a maintainer, who has the record verified again because of{' '}
                <Link href={`/challenges/${submission.challenge}`} className="link tabular whitespace-nowrap">
                  {submission.challenge}
                </Link>
              </>
            )}
          </>
        }
        title={
          <>
            <span className="block text-[1.25rem] leading-8 text-muted sm:text-[1.375rem]">
              {submission.repo}
              <DemoMark repo={submission.repo} />
            </span>
            <span className="tabular">{submission.id}</span>
            {submission.kind === 'search' && <span className="text-muted"> search</span>}
          </>
        }
      />
      {known && (
        <div className="mt-4">
          <Notice title={`This ${submission.kind} was already submitted`} role="status">
            {joined
              ? 'Another account claims the same. You have joined its submission: one run decides for both, and your claim is on the record with your own words.'
              : 'No second job was created: this is the existing submission.'}
          </Notice>
        </div>
      )}
      <LiveSubmission
        key={submission.id}
        initial={submission}
        mayCancel={mayCancel}
        words={<Words submission={submission} />}
        history={<SubmissionHistory history={submission.history} />}
        instead={
          <>
            <SubmitAgain submission={submission} />
            <MeantInstead submission={submission} />
            <ClaimInstead submission={submission} maySubmit={maySubmit} />
          </>
        }
      >
        {feed !== null && (
          <p className="mt-6 text-note">
            <FeedLink href={feed} of={submission.id} />
          </p>
        )}
        <AlsoClaimed joined={submission.joined} />
        <SearchOutcome submission={submission} maySubmit={maySubmit} />
        <VerdictSection submission={submission} />
      </LiveSubmission>
    </>
  )
}
