import { AppError } from '@/lib/errors/app-error'
import { canSignIn, type Provider, providers } from '../providers'
import { signInLibrary } from './load'

/** The way to a provider. */
export interface Way {
  /** Of the provider, with the state and the PKCE challenge of this sign-in. */
  readonly url: string
  /** The provider's. */
  readonly name: string
  /** To set in the browser: only that one can finish. */
  readonly cookies: readonly string[]
}

/**
 * Begins a sign-in.
 * @param to the path to go on at afterwards
 * @throws AppError 404 `not-found` for a provider that is not set up, 503 `sign-in-failed` where it cannot be reached
 */
export async function beginSignIn(id: string, to: string, headers: Headers): Promise<Way> {
  const provider = canSignIn() ? providers().find((one) => one.id === id) : undefined
  if (!provider) throw new AppError({ status: 404, code: 'not-found', detail: `Nobody can sign in with ${id} here.` })
  const { headers: answered, response } = await begun(provider, to, headers)
  if (!response.url) throw unreachable(provider)
  return { url: response.url, name: provider.name, cookies: answered.getSetCookie() }
}

async function begun(provider: Provider, to: string, headers: Headers) {
  const { api } = await signInLibrary()
  try {
    return await api.signInSocial({
      body: { provider: provider.id, callbackURL: to, disableRedirect: true },
      headers,
      returnHeaders: true,
    })
  } catch (error) {
    // Its own errors are the provider's: its configuration could not be read.
    if (!(error instanceof Error && error.name === 'APIError')) throw error
    throw unreachable(provider, error)
  }
}

const unreachable = ({ name }: Provider, cause?: unknown) =>
  Object.assign(
    new AppError({
      status: 503,
      code: 'sign-in-failed',
      detail: `${name} did not answer. Try again in a minute.`,
      headers: { 'retry-after': '60' },
    }),
    { cause },
  )
