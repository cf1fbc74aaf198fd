import { Link } from '@/components/site/link'
import { Note } from '@/components/text/note'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { ChallengeSummary } from '@/lib/challenges/record-schema'
import { CHALLENGE_REASONS } from '@/lib/challenges/reasons'
import { ChallengeStateBadge } from './state-badge'

/** What was said against a record, what came of it, and where to say something. */
export function Challenges({
  record,
  challenges = [],
  closed = false,
}: {
  /** Its id. */
  record: string
  challenges?: readonly ChallengeSummary[] | undefined
  /** Whether it can no longer be challenged. */
  closed?: boolean
}) {
  return (
    <Section id="challenges" title="Challenges">
      {challenges.length > 0 && (
        <ul className="mb-6 max-w-prose space-y-6">
          {challenges.map((challenge) => (
            <One key={challenge.id} challenge={challenge} />
          ))}
        </ul>
      )}
      {!closed && (
        <p className="max-w-prose leading-7">
          {challenges.length === 0 && 'Nobody has challenged this record. '}
          <span className="print:hidden">
            <Link href={`/challenges/new?record=${record}`} className="link">
              Challenge {record}
            </Link>{' '}
            if something here is wrong: everybody will see it, and a maintainer answers.
          </span>
        </p>
      )}
    </Section>
  )
}

function One({ challenge: { id, url, reason, text, state, opened_at, decision } }: { challenge: ChallengeSummary }) {
  return (
    <li>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <Link href={url} className="link tabular font-semibold whitespace-nowrap">
          {id}
        </Link>
        <span>{CHALLENGE_REASONS[reason].title}</span>
        <ChallengeStateBadge state={state} />
        <span className="text-note text-muted">
          <Time at={opened_at} />
        </span>
      </p>
      <div className="mt-1 leading-7">
        <Note text={text} />
      </div>
      {decision && (
        <div className="mt-2 border-l-2 border-edge pl-4 leading-7">
          <p className="text-note text-muted">
            Answer, <Time at={decision.at} />
          </p>
          <Note text={decision.text} />
        </div>
      )}
    </li>
  )
}
