import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'
import { addressIn, isPrivateHost } from '@/lib/network/public-network'

/** A receiver on the registry's own machine, for tests and trials. */
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

/** Whether the operator lets webhooks lead to this machine, and this one does. Never by default. */
export function isAllowedLoopback(url: string): boolean {
  return env().WEBHOOKS_TO_LOOPBACK && LOOPBACK.test(addressIn(url) ?? new URL(url).hostname)
}

/**
 * The address of a webhook as it is stored. Where its name leads is checked by each connection: it may change.
 * @throws AppError 422 `invalid-input`
 */
export function webhookAddress(sent: string): string {
  if (!URL.canParse(sent)) throw refused('is not a web address')
  const url = new URL(sent)
  if (url.username !== '' || url.password !== '') throw refused('has a name or a password in it')
  if (url.hash !== '') throw refused('has a fragment, which is never sent')
  const local = isAllowedLoopback(url.href)
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) throw refused('does not begin with https://')
  if (!local && isPrivateHost(url.href)) throw refused('is not on the public Internet')
  return url.href
}

const refused = (what: string) =>
  new AppError({
    status: 422,
    code: 'invalid-input',
    detail: `The address ${what}. Nothing was done.`,
    extra: { errors: [{ path: 'url', message: `it ${what}` }] },
  })
