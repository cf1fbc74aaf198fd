import { env } from '@/lib/env'

/** Names of this machine that no foreign DNS server can hand out. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i

/** Whether a name or address is a loopback one. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname)
}

/** The host that was asked for, in lower case, with its port: `localhost:3000`. */
export function hostOf(request: Request): string {
  return (request.headers.get('host') ?? new URL(request.url).host).toLowerCase()
}

/** Whether a request asks for this machine by a name of its own. */
export function asksLoopback(request: Request): boolean {
  return isLoopback(hostnameOf(hostOf(request)))
}

/** PUBLIC_URL, parsed; null when it is not set. */
export function publicUrl(): URL | null {
  const url = env().PUBLIC_URL
  return url ? new URL(url) : null
}

/** The one origin that people sign in at: PUBLIC_URL, or the site's own address on this machine. */
export function siteOrigin(): string {
  const { HOST, PORT } = env()
  return publicUrl()?.origin ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
}

/** `[::1]:3000` -> `[::1]`, `localhost:3000` -> `localhost`; anything else is not loopback. */
function hostnameOf(host: string): string {
  return /^(\[[0-9a-f:]+\]|[^:/?#@[\]\\]+)(:\d{1,5})?$/i.exec(host)?.[1] ?? ''
}
