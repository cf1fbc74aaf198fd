import { env } from '@/lib/env'
import { forwardedBy } from '@/lib/arrival/arrival'
import { asksLoopback, hostOf, isLoopback, publicUrl } from '@/lib/arrival/own-host'
import { type Rights, ROLES, SCOPES } from './auth'

/** The account of everyone on a site that only its own machine can reach: its operator, who may do everything. */
export const LOCAL = { handle: 'local', roles: ROLES, scopes: SCOPES, inPerson: true } as const satisfies Rights & {
  handle: string
}

/**
 * Why the sender of a request is not the account `local`, in a sentence for that person; null if it is. All must hold: the site listens on loopback,
 * PUBLIC_URL names no other host, the request asks for a loopback name, and no proxy forwarded it.
 */
export function whyNotLocal(request: Request): string | null {
  const { HOST } = env()
  if (!isLoopback(HOST))
    return `This site listens on ${HOST}, where others can reach it. Set HOST to 127.0.0.1 to use it from its own machine.`
  const address = publicUrl()
  if (address && !isLoopback(address.hostname))
    return `This site is published as ${address.origin} (PUBLIC_URL), where others can reach it. Start it without PUBLIC_URL to use it from its own machine.`
  if (!asksLoopback(request))
    return `This request asked for ${JSON.stringify(hostOf(request).slice(0, 100))}, which is not a name of this machine only. Open the site as http://localhost or http://127.0.0.1, with its port.`
  const header = forwardedBy(request)
  if (header)
    return `This request came through a proxy (it has the header ${header}), so its sender may be on another machine. Ask the site itself, without the proxy.`
  return null
}
