import { Link } from '@/components/site/link'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { SubmissionTable } from '@/components/submissions/table'
import { ExternalLink } from '@/components/text/external-link'
import { Fact, Facts } from '@/components/text/facts'
import { plural } from '@/components/text/format'
import { FeedLink } from '@/components/text/feed-link'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import { LOCAL } from '@/lib/accounts/local'
import type { PersonRecord } from '@/lib/people/schema'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { PublicKeys } from './public-keys'
import type { RoleState } from './form-state'
import { RoleForm } from './role-form'

interface PersonPageProps {
  readonly person: PersonRecord
  readonly submissions: readonly SubmissionRecord[]
  /** Where it can be followed; null on a site that does not know its own address. */
  readonly feed: string | null
  /** For maintainers; null for everyone else. */
  readonly setRole: ((state: RoleState, data: FormData) => Promise<RoleState>) | null
}

/** What everyone may see of a person. */
export function PersonPage({ person, submissions, feed, setRole }: PersonPageProps) {
  const { handle, identities, roles, since } = person
  const local = handle === LOCAL.handle
  return (
    <>
      <PageHead kicker={roleOf(person)} title={handle}>
        <p>{local ? 'Whoever uses this registry on its own machine.' : whatTheyDid(person)}</p>
      </PageHead>
      <div className="mt-6 max-w-2xl">
        <Facts>
          {identities.map(({ provider, handle: there }) => (
            <Fact key={provider} name="Known as">
              <Identity provider={provider} handle={there} />
            </Fact>
          ))}
          <Fact name="Since">
            <Time at={since} />
          </Fact>
        </Facts>
        {setRole && !local && <RoleForm handle={handle} role={roles.at(-1) ?? 'submitter'} action={setRole} />}
      </div>
      <PublicKeys keys={person.signing_keys} />
      <Section id="submissions" title="Submissions">
        {submissions.length === 0 ? (
          <Empty title="Nothing submitted yet">What {handle} submits is listed here.</Empty>
        ) : (
          <SubmissionTable submissions={submissions} caption="Newest first." />
        )}
        {feed !== null && (
          <p className="mt-4 text-note">
            <FeedLink href={feed} of={handle} />
          </p>
        )}
        {person.submissions > submissions.length && (
          <p className="mt-4">
            <Link href={`/submissions?${new URLSearchParams({ account: handle })}`} className="link">
              All {person.submissions} submissions
            </Link>
          </p>
        )}
      </Section>
    </>
  )
}

/** The most that a person may do, in a word. */
const roleOf = ({ roles }: PersonRecord) =>
  roles.includes('maintainer') ? 'Maintainer' : roles.includes('reviewer') ? 'Reviewer' : 'Submitter'

const whatTheyDid = ({ submissions, accepted }: PersonRecord) =>
  submissions === 0 ? 'No submission yet.' : `${plural(submissions, 'submission')}, ${accepted} accepted.`

function Identity({ provider, handle }: { provider: string; handle: string }) {
  const site = { huggingface: 'https://huggingface.co/', github: 'https://github.com/' }[provider]
  if (site === undefined) return <>{handle} at this registry’s OpenID provider</>
  return (
    <ExternalLink href={site + encodeURIComponent(handle)}>
      {handle} at {provider === 'github' ? 'GitHub' : 'Hugging Face'}
    </ExternalLink>
  )
}
