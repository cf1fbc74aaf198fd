import { forwardedBy } from './arrival'
import { SOCKET_ADDRESS } from './client-address'
import { asksLoopback, isLoopback } from './own-host'

/** An IPv4 address, as a socket for both versions reports it. */
const MAPPED = /^::ffff:/i

/**
 * Whether a request comes from this machine, for a name of it, and through no proxy: one on this machine forwards for strangers. Only behind the front, which knows
 * the socket.
 */
export function isFromThisMachine(request: Request): boolean {
  const socket = request.headers.get(SOCKET_ADDRESS) ?? ''
  return isLoopback(socket.replace(MAPPED, '')) && asksLoopback(request) && forwardedBy(request) === null
}
