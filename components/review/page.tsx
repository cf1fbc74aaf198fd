import { Link } from '@/components/site/link'
import { ChallengeTable } from '@/components/challenges/table'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { Breakable } from '@/components/text/coordinate'
import { plural } from '@/components/text/format'
import { Section } from '@/components/text/section'
import { type ReviewQueue, waitingIn } from '@/lib/review/queue'
import { ClaimTable } from './claim-table'
import { GivenUpTable } from './given-up-table'

/** What waits for somebody's eye, the most urgent first. */
export function ReviewPage({ queue }: { queue: ReviewQueue }) {
  const { challenges, conflicts, givenUp, refuted, claims } = queue
  return (
    <>
      <PageHead title="Review">
        <p>
          What waits for a reviewer’s eye. Everybody may look; reviewers say on a submission’s page what they saw, and
          maintainers answer challenges. Verdicts are computed from reports alone.
        </p>
      </PageHead>
      {waitingIn(queue) === 0 && (
        <div className="mt-8">
          <Empty title="Nothing waits">
            No open challenge, no conflict, nothing given up, and every claim has been looked at.
          </Empty>
        </div>
      )}
      {challenges.total > 0 && (
        <Section id="challenges" title={plural(challenges.total, 'open challenge')}>
          <ChallengeTable challenges={challenges.items} caption="Open challenges, oldest first." />
        </Section>
      )}
      {conflicts.length > 0 && (
        <Section id="conflicts" title={`${plural(conflicts.length, 'record')} whose reports disagree`}>
          <ul className="space-y-1">
            {conflicts.map(({ id, url, repo, reports }) => (
              <li key={id}>
                <Link href={url} className="link tabular">
                  {id}
                </Link>{' '}
                <Breakable text={repo} /> <span className="text-muted">{reports} reports</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {givenUp.total > 0 && (
        <Section
          id="given-up"
          title={`${plural(givenUp.total, 'submission')} given up`}
          intro="Their runs ended without an outcome until none was left. When the cause is gone, a maintainer queues them again on their pages."
        >
          <GivenUpTable submissions={givenUp.items} />
        </Section>
      )}
      {refuted.total > 0 && (
        <Section
          id="refuted"
          title={`${plural(refuted.total, 'claim')} not confirmed`}
          intro="Is the coordinate misread, or is there something that the protocol misses?"
        >
          <ClaimTable claims={refuted.items} caption="Claims not confirmed, oldest first." />
        </Section>
      )}
      {claims.total > 0 && (
        <Section
          id="claims"
          title={plural(claims.total, 'new claim')}
          intro="Is the repo what it seems, and are the values plausible?"
        >
          <ClaimTable claims={claims.items} caption="New claims, oldest first." />
        </Section>
      )}
    </>
  )
}
