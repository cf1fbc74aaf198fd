import { env } from '@/lib/env'
import { HubError } from '../errors/hub-error'
import { isPrivateHost } from '@/lib/network/public-network'

/** The Hub uses one or two (renamed repo, then the CDN); more is a loop. */
export const MAX_REDIRECTS = 5

/** Where the Hub keeps large files: `cdn-lfs.huggingface.co`, `cas-bridge.xethub.hf.co`, ... */
const HUB_DOMAINS = ['huggingface.co', 'hf.co']

/**
 * The address a redirect leads to, when we may go there: the Hub's own host, its CDN over https, or a host that the operator
 * listed in `HF_CDN_HOSTS` (comma-separated, for mirrors). Everything else is refused, so that no answer can turn this
 * server against its own network.
 * @throws HubError `unreachable`, permanent
 */
export function redirectTarget(endpoint: string, from: string, location: string | null): string {
  if (location === null || !URL.canParse(location, from)) throw refused('an invalid address')
  const to = new URL(location, from)
  const hub = new URL(endpoint)
  if (to.username !== '' || to.password !== '') throw refused('an address with a password in it')
  if (to.origin === hub.origin) return to.href
  const listed = (env().HF_CDN_HOSTS ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '')
  if (listed.includes(to.host) && /^https?:$/.test(to.protocol)) return to.href
  if (
    to.protocol === 'https:' &&
    hub.protocol === 'https:' &&
    [hub.hostname, ...HUB_DOMAINS].some((domain) => isWithin(to.hostname, domain))
  )
    return to.href
  throw refused(`${to.protocol}//${to.host}`)
}

/**
 * Whether the operator chose where this host lies, so that it may be a private network: every host when the Hub's own address is a private one, else
 * the host of a mirror. The public Hub and hosts that an answer named must be on the public Internet.
 */
export function isTrustedHost(endpoint: string, url: string): boolean {
  if (isPrivateHost(endpoint)) return true
  const { host, hostname } = new URL(endpoint)
  return new URL(url).host === host && !HUB_DOMAINS.some((domain) => isWithin(hostname, domain))
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function refused(where: string): HubError {
  return new HubError(
    'unreachable',
    `The Hub redirected to ${where}, which is not one of its hosts; the redirect was not followed. List a mirror's file hosts in HF_CDN_HOSTS.`,
    { permanent: true },
  )
}
