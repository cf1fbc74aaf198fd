import dns from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, type Dispatcher } from 'undici'

/** A host that an answer of the Hub named leads into a private network, or nowhere that the public Internet is. */
export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
  constructor(host: string, address: string) {
    super(
      host === address
        ? `the address ${address} is not on the public Internet`
        : `${host} leads to ${address}, which is not on the public Internet`,
    )
  }
}

/** IPv4-compatible addresses (RFC 4291, 2.5.5.1), which `ipaddr.js` takes for ordinary ones. */
const IPV4_COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96')

/**
 * Whether an IP address is one that everybody can reach: not loopback, private, link-local, shared (CGNAT), multicast, unspecified, reserved, or an
 * IPv6 form that carries an IPv4 address (mapped, NAT64, 6to4, Teredo), through which one of the former could hide.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return parsed.range() === 'unicast' && !(parsed instanceof ipaddr.IPv6 && parsed.match(IPV4_COMPATIBLE))
}

/** The IP address that a URL's host is, however it was spelled (the URL parser makes one of `0x7f.1` and `2130706433`), or null for a name. */
export function addressIn(url: string): string | null {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? null : host
}

/** `localhost` and the names below it never leave this machine (RFC 6761). */
export function isPrivateHost(url: string): boolean {
  const address = addressIn(url)
  return address === null ? /(^|\.)localhost\.?$/i.test(new URL(url).hostname) : !isPublicAddress(address)
}

/**
 * The connection's own look-up: what it accepts is what is connected to, so that a name cannot answer one thing to a check and another to the connection.
 * `dns.lookup` is called by its name, so that a test can answer for it.
 */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const hidden = error === null ? addresses.find(({ address }) => !isPublicAddress(address)) : undefined
    const [first] = addresses ?? []
    if (error !== null || first === undefined) callback(error ?? new Error(`${hostname} has no address`), '', 0)
    else if (hidden !== undefined) callback(new PrivateAddress(hostname, hidden.address), '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

/** Requests on these reach the public Internet alone. A literal address is not looked up: see `dispatcherFor`. */
const publicAgent = new Agent({ connect: { lookup: publicLookup } })
const anyAgent = new Agent()

/**
 * What to send a request with.
 * @param trusted whether the operator named the host
 * @throws PrivateAddress for a literal address that is not public
 */
export function dispatcherFor(url: string, trusted: boolean): Dispatcher {
  if (trusted) return anyAgent
  const address = addressIn(url)
  if (address !== null && !isPublicAddress(address)) throw new PrivateAddress(address, address)
  return publicAgent
}

/** The PrivateAddress behind a failure of `fetch`, which wraps what the look-up said, or null. */
export function privateAddressIn(error: unknown): PrivateAddress | null {
  for (let cause = error, depth = 0; depth < 5 && typeof cause === 'object' && cause !== null; depth++) {
    if (cause instanceof PrivateAddress) return cause
    cause = 'cause' in cause ? cause.cause : null
  }
  return null
}
