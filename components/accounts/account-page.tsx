import { Link } from '@/components/site/link'
import { QUIET_BUTTON } from '@/components/form/controls'
import { Empty } from '@/components/site/empty'
import { PageHead } from '@/components/site/page'
import { SubmissionTable } from '@/components/submissions/table'
import { Fact, Facts } from '@/components/text/facts'
import { Section } from '@/components/text/section'
import { Time } from '@/components/text/time'
import type { Role } from '@/lib/accounts/auth'
import type { KeyRecord } from '@/lib/accounts/keys/schema'
import type { OwnSigningKey } from '@/lib/accounts/signing/schema'
import type { PersonRecord } from '@/lib/people/schema'
import type { SessionRecord } from '@/lib/accounts/sign-in/sessions'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import type { WebhookRecord } from '@/lib/webhooks/schema'
import { Browsers } from './browsers'
import { DeleteForm } from './delete-form'
import type { DeleteState, KeyState } from './form-state'
import { Keys } from './keys'
import { SigningKeys } from './signing-keys'
import { type WebhookActions, Webhooks } from './webhooks'

type Action = (data: FormData) => Promise<void>

export interface AccountProps {
  readonly handle: string
  /** Whether it is the account of whoever uses this machine. */
  readonly local: boolean
  readonly roles: readonly Role[]
  /** Null for `local` before it has done anything. */
  readonly person: PersonRecord | null
  readonly submissions: readonly SubmissionRecord[]
  readonly keys: readonly KeyRecord[]
  readonly signingKeys: readonly OwnSigningKey[]
  readonly webhooks: readonly WebhookRecord[]
  readonly sessions: readonly SessionRecord[]
  readonly ownSession: number | null
  readonly actions: WebhookActions & {
    readonly makeKeyForm: (state: KeyState, data: FormData) => Promise<KeyState>
    readonly revokeKeyForm: Action
    readonly revokeSigningKeyForm: Action
    readonly endSessionForm: Action
    readonly endOtherSessionsForm: () => Promise<void>
    readonly deleteAccountForm: (state: DeleteState, data: FormData) => Promise<DeleteState>
  }
}

/** What a person can see and change of their own account. */
export function AccountPage(props: AccountProps) {
  const { handle, local, roles, person, submissions, keys, signingKeys, webhooks, sessions, ownSession, actions } =
    props
  return (
    <>
      <PageHead kicker="Your account" title={handle}>
        {local && <p>Whoever uses this registry on its own machine, without signing in.</p>}
      </PageHead>
      <div className="mt-6 max-w-2xl">
        <Facts>
          {person?.identities.map(({ provider, handle: there }) => (
            <Fact key={provider} name="Signed in as">
              {there} at {provider === 'oidc' ? 'the registry’s OpenID provider' : PROVIDERS[provider]}
            </Fact>
          ))}
          <Fact name="Roles">{roles.join(', ')}</Fact>
          {person && (
            <>
              <Fact name="Since">
                <Time at={person.since} />
              </Fact>
              <Fact name="In public">
                <Link href={person.url} className="link">
                  {person.url}
                </Link>
              </Fact>
            </>
          )}
        </Facts>
        {!local && (
          <form method="post" action="/sign-out" className="mt-5">
            <button type="submit" className={QUIET_BUTTON}>
              Sign out
            </button>
          </form>
        )}
      </div>
      <Submissions handle={handle} submissions={submissions} total={person?.submissions ?? 0} />
      <Keys keys={keys} make={actions.makeKeyForm} revoke={actions.revokeKeyForm} />
      <SigningKeys keys={signingKeys} revoke={actions.revokeSigningKeyForm} />
      <Webhooks webhooks={webhooks} actions={actions} />
      {!local && (
        <>
          <Browsers
            sessions={sessions}
            own={ownSession}
            end={actions.endSessionForm}
            endOthers={actions.endOtherSessionsForm}
          />
          <Section
            id="data"
            title="Your data"
            intro="Everything that the registry keeps of you, as JSON; and the way out."
          >
            <p>
              <a href="/api/v1/account/export" className="link" download>
                Download your data
              </a>
            </p>
            <DeleteForm handle={handle} action={actions.deleteAccountForm} />
          </Section>
        </>
      )}
    </>
  )
}

const PROVIDERS: Readonly<Record<string, string>> = { huggingface: 'Hugging Face', github: 'GitHub' }

interface SubmissionsProps {
  readonly handle: string
  readonly submissions: readonly SubmissionRecord[]
  readonly total: number
}

function Submissions({ handle, submissions, total }: SubmissionsProps) {
  return (
    <Section id="submissions" title="Your submissions">
      {submissions.length === 0 ? (
        <Empty title="Nothing submitted yet">
          <Link href="/submit" className="link">
            Submit a coordinate
          </Link>
          , or let the registry find one.
        </Empty>
      ) : (
        <SubmissionTable submissions={submissions} caption="Newest first." />
      )}
      {total > submissions.length && (
        <p className="mt-4">
          <Link href={`/submissions?${new URLSearchParams({ account: handle })}`} className="link">
            All {total} submissions
          </Link>
        </p>
      )}
    </Section>
  )
}
