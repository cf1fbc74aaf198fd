import { isLoopback, siteOrigin } from '@/lib/arrival/own-host'
import { canSignIn, missingForSignIn, providers } from '@/lib/accounts/providers'
import { env } from '@/lib/env'

/** Who will be able to write, for whoever starts the site; nothing where that is whoever uses this machine, as usual. */
export function signInLines(): string[] {
  if (canSignIn())
    return [
      `sign-in: ${providers()
        .map(({ name }) => name)
        .join(', ')}, at ${siteOrigin()}/sign-in`,
    ]
  const isReached = !isLoopback(env().HOST) || !isLoopback(new URL(siteOrigin()).hostname)
  const isBegun = (['AUTH_SECRET', 'HUGGINGFACE_CLIENT_ID', 'GITHUB_CLIENT_ID', 'OIDC_CLIENT_ID'] as const).some(
    (name) => env()[name] !== undefined,
  )
  if (!isReached && !isBegun) return []
  return [
    `sign-in: none, so ${isReached ? 'this registry is read-only' : 'everyone on this machine is local'}. ${missingForSignIn().join(' ')}`,
  ]
}
