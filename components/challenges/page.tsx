import { Link } from '@/components/site/link'
import { PageHead } from '@/components/site/page'
import { StatusBadge } from '@/components/status/submission-status'
import { Breakable } from '@/components/text/coordinate'
import { Fact, Facts } from '@/components/text/facts'
import { Note } from '@/components/text/note'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { CHALLENGE_REASONS } from '@/lib/challenges/reasons'
import type { ChallengeRecord } from '@/lib/challenges/schema'
import { ChallengeHistory } from './history'
import { ChallengeStateBadge } from './state-badge'

/** A challenge: what is said against which record, and everything that came of it. */
export function ChallengePage({ challenge, children }: { challenge: ChallengeRecord; children: React.ReactNode }) {
  const { id, reason, text, state, history, runs, opened_at: openedAt } = challenge
  return (
    <article>
      <PageHead
        kicker={
          <>
            Challenge <span className="tabular">{id}</span> of <Time at={openedAt} />
          </>
        }
        title={CHALLENGE_REASONS[reason].title}
      />
      <About challenge={challenge} />
      <div className="mt-8 max-w-prose leading-7">
        <Note text={text} />
      </div>
      {runs.length > 0 && <Runs runs={runs} />}
      <Section id="history" title="What happened">
        <ChallengeHistory challenge={challenge} />
        {history.length === 0 && state === 'open' && (
          <p className="mt-4 text-muted">A maintainer will answer. Nothing of the record changes until then.</p>
        )}
      </Section>
      {children}
    </article>
  )
}

function About({ challenge: { record, state, account } }: { challenge: ChallengeRecord }) {
  return (
    <div className="mt-6 max-w-2xl">
      <Facts>
        <Fact name="Record">
          <Link href={record.url} className="link tabular">
            {record.id}
          </Link>
          , <Breakable text={record.repo} />
          <code className="block font-mono text-[0.8125rem] text-muted wrap-anywhere">{record.title}</code>
        </Fact>
        <Fact name="State">
          <ChallengeStateBadge state={state} />
        </Fact>
        <Fact name="Opened by">
          <Link href={`/people/${account}`} className="link">
            {account}
          </Link>
        </Fact>
      </Facts>
    </div>
  )
}

function Runs({ runs }: { runs: ChallengeRecord['runs'] }) {
  return (
    <Section id="runs" title="Verified again" intro="Runs of the record that answer this challenge.">
      <ul className="space-y-1">
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap gap-x-3">
            <Link href={run.url} className="link tabular">
              {run.id}
            </Link>
            <StatusBadge status={run.status} />
            <span className="text-muted">
              <Time at={run.at} exact />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
