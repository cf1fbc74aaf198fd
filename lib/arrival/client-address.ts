import { isIP } from 'node:net'
import { env } from '@/lib/env'

/** Set by our own server for every request (server/), over whatever a client sent: the address of the socket. */
export const SOCKET_ADDRESS = 'x-socket-address'

/** What stands for an address where none is known: then all such clients share one limit. */
const UNKNOWN = 'unknown'

/**
 * Where a request comes from, as a key for limits: the socket's address, or with TRUSTED_PROXIES the one that the outermost of them saw. What a client
 * itself writes into `x-forwarded-for` stands further left and is not believed.
 */
export function clientAddress(headers: Headers): string {
  const socket = headers.get(SOCKET_ADDRESS) ?? ''
  const hops = [...(headers.get('x-forwarded-for') ?? '').split(','), socket]
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return limitKeyOf(hops.at(-1 - env().TRUSTED_PROXIES) ?? hops[0] ?? '')
}

/**
 * One client, one key: an IPv4 address as it is, also where a socket writes it as IPv6; of an IPv6 address its /64, since one client holds all of it.
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

/** The first four groups of an IPv6 address, its `::` written out. */
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
