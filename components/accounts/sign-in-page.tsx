import { Link } from '@/components/site/link'
import { BUTTON, QUIET_BUTTON } from '@/components/form/controls'
import { Notice } from '@/components/site/notice'
import { PageHead } from '@/components/site/page'
import type { WhoAmI } from '@/lib/people/schema'

export interface SignInProps {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  /** What the operator has to set before anybody can sign in. */
  readonly missing: readonly string[]
  /** Who reads the page. */
  readonly who: WhoAmI | null
  readonly to: string
  readonly error: string | undefined
}

/** A button for every provider; what a registry without any does instead. */
export function SignInPage({ providers, missing, who, to, error }: SignInProps) {
  return (
    <>
      <PageHead title="Sign in">
        <p>
          Submitting, reviewing and keys for programs need an account. Reading never does. The registry learns your
          handle and your picture from the provider, and nothing else.
        </p>
      </PageHead>
      <div className="mt-8 max-w-prose space-y-6">
        {error !== undefined && <Failed error={error} />}
        {who !== null && <SignedInAlready who={who} />}
        {providers.length > 0 ? (
          <ul className="space-y-3">
            {providers.map(({ id, name }, i) => (
              <li key={id}>
                <form method="post" action={`/sign-in/with/${id}?${new URLSearchParams({ to })}`}>
                  <button type="submit" className={`${i === 0 ? BUTTON : QUIET_BUTTON} w-full sm:w-72`}>
                    Sign in with {name}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        ) : (
          who === null && (
            <Notice title="Nobody can sign in here yet">
              This registry has no sign-in provider, so it can be read only. For its operator: {missing.join(' ')}
            </Notice>
          )
        )}
      </div>
    </>
  )
}

function SignedInAlready({ who: { handle, via } }: { who: WhoAmI }) {
  return (
    <Notice quiet title={via === 'local' ? 'No sign-in is needed on this machine' : `You are signed in as ${handle}`}>
      {via === 'local' && 'Everyone who uses the registry on its own machine is the account local. '}
      <Link href="/account" className="link">
        Go to {via === 'local' ? 'that' : 'your'} account
      </Link>
    </Notice>
  )
}

/** By the words of OAuth 2.0 (RFC 6749, 4.1.2.1) and of the sign-in library. */
const FAILURES: Readonly<Record<string, string>> = {
  access_denied: 'You declined at the provider, so nothing was done.',
  state_not_found: 'This sign-in took too long, or began in another browser. Begin again.',
  state_mismatch: 'This sign-in took too long, or began in another browser. Begin again.',
  'sign-in-failed': 'The provider did not answer. Try again in a minute.',
  'too-many-requests': 'Too many sign-ins began at your address. Try again in an hour.',
}

function Failed({ error }: { error: string }) {
  return (
    <Notice role="alert" title="You are not signed in">
      {FAILURES[error] ??
        'The provider and the registry could not agree on who you are. Try again; if it fails again, tell the operator of this registry.'}
    </Notice>
  )
}
