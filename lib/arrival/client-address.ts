import { isIP } from 'node:net'
import { env } from '@/lib/env'

/** The socket's address, set by our server (server/) for every request; overwrites what a client sent. */
export const SOCKET_ADDRESS = 'x-socket-address'

/** Used when no address is known: all such clients share one limit. */
const UNKNOWN = 'unknown'

/**
 * A client's address as a key for limits: the socket's, or with TRUSTED_PROXIES the one that the outermost proxy saw. Entries of `x-forwarded-for` that
 * a client wrote itself are further left and are ignored.
 */
export function clientAddress(headers: Headers): string {
  const socket = headers.get(SOCKET_ADDRESS) ?? ''
  const hops = [...(headers.get('x-forwarded-for') ?? '').split(','), socket]
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return limitKeyOf(hops.at(-1 - env().TRUSTED_PROXIES) ?? hops[0] ?? '')
}

/**
 * One key per client: an IPv4 address, also when a socket reports it as IPv6; or the /64 of an IPv6 address, since one client holds all of it.
 */
export function limitKeyOf(address: string): string {
  const plain = address
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain
  if (isIP(mapped) === 4) return mapped
  return isIP(mapped) === 6 ? `${networkOf(mapped)}::/64` : UNKNOWN
}

/** The first four groups of an IPv6 address, with `::` expanded. */
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  // A dotted end fills two groups.
  const groups = (part: readonly string[]) => part.reduce((sum, group) => sum + (group.includes('.') ? 2 : 1), 0)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups(left) - groups(right))
  return [...left, ...Array<string>(zeros).fill('0'), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
