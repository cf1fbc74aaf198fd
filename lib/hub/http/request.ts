import { fetch, type Response } from 'undici'
import { responseError, type RequestTarget } from './response-error'
import { type Access, hubTokenOf, hubUrlOf } from './endpoint'
import { HubError } from '../errors/hub-error'
import { type RetryPolicy, PATIENT } from './retry-policy'
import { RedirectCache } from './redirect-cache'
import { dispatcherFor, privateAddressIn } from '@/lib/network/public-network'
import { isTrustedHost, MAX_REDIRECTS, redirectTarget } from './redirect'
import { startIdleTimeout, type IdleTimeout } from './idle-timeout'

/** The Hub's redirects carry a line of text. */
const MAX_DISCARDED_BYTES = 10_000

/** One Hub, as one caller may use it. */
export interface Remote {
  readonly endpoint: string
  readonly token: string | null
  readonly retryPolicy: RetryPolicy
  readonly signal: AbortSignal | undefined
  /** Where the Hub redirected requests for large files. */
  readonly redirects: RedirectCache
}

/** A 2xx response: its head, and its body in chunks under the idle timeout. */
export interface HubResponse {
  readonly response: Response
  chunks(): AsyncGenerator<Uint8Array, void>
}

/** The remote that holds `repo`, with a token only where `access` is `own`. @throws HubError when no Hub is set for it */
export function remoteOf(
  repo: string,
  options: { retryPolicy?: RetryPolicy | undefined; signal?: AbortSignal | undefined; access?: Access } = {},
): Remote {
  return {
    endpoint: hubUrlOf(repo),
    token: options.access === 'own' ? hubTokenOf(repo) : null,
    retryPolicy: options.retryPolicy ?? PATIENT,
    signal: options.signal,
    redirects: new RedirectCache(),
  }
}

/**
 * One GET without retries: follows the Hub's redirects by hand, sends the token to the Hub's own origin only, and lets `use` read
 * the answer. The connection is closed when `use` is done, whether or not the body was read to its end.
 * @throws HubError for every answer but 2xx and every network failure; the caller's abort reason as it is
 */
export async function request<T>(
  remote: Remote,
  address: string,
  target: RequestTarget,
  headers: Record<string, string>,
  use: (response: HubResponse) => Promise<T>,
): Promise<T> {
  if (!isHub(remote, address)) {
    throw new HubError(
      'unreachable',
      `The Hub named an address on another host (${new URL(address).host}); it was not followed.`,
      { permanent: true },
    )
  }
  const idle = startIdleTimeout(remote.signal)
  try {
    const response = await follow(remote, address, headers, idle)
    if (!response.ok)
      throw responseError(response, target, {
        hasToken: remote.token !== null,
        fromHub: isHub(remote, response.url || address),
      })
    return await use({ response, chunks: () => chunksOf(response, remote, idle) })
  } catch (error) {
    // After any failure the next attempt asks the Hub again where the file is.
    remote.redirects.delete(address)
    throw error
  } finally {
    idle.end()
  }
}

async function follow(
  remote: Remote,
  address: string,
  headers: Record<string, string>,
  idle: IdleTimeout,
): Promise<Response> {
  const known = await viaKnownLink(remote, address, headers, idle)
  if (known !== null) return known
  let url = address
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    idle.restart(remote.retryPolicy.responseMs)
    const response = await send(remote, url, headers, idle)
    if (![301, 302, 303, 307, 308].includes(response.status)) {
      if (response.ok && !isHub(remote, url)) remote.redirects.set(address, url)
      return response
    }
    url = redirectTarget(remote.endpoint, url, response.headers.get('location'))
    await discard(response)
  }
  throw new HubError('unreachable', `The Hub redirected more than ${MAX_REDIRECTS} times.`, {
    permanent: true,
  })
}

/** The response of the file server that an earlier redirect named, or null when there is none or its signature has expired. */
async function viaKnownLink(
  remote: Remote,
  address: string,
  headers: Record<string, string>,
  idle: IdleTimeout,
): Promise<Response | null> {
  const url = remote.redirects.get(address)
  if (url === null) return null
  idle.restart(remote.retryPolicy.responseMs)
  const response = await send(remote, url, headers, idle)
  if (![301, 302, 303, 307, 308, 400, 401, 403, 404, 410].includes(response.status)) return response
  remote.redirects.delete(address)
  await discard(response)
  return null
}

async function send(
  remote: Remote,
  url: string,
  headers: Record<string, string>,
  idle: IdleTimeout,
): Promise<Response> {
  const authorization =
    isHub(remote, url) && remote.token !== null ? { authorization: `Bearer ${remote.token}` } : undefined
  try {
    const dispatcher = dispatcherFor(url, isTrustedHost(remote.endpoint, url))
    return await fetch(url, {
      headers: { ...headers, ...authorization },
      redirect: 'manual',
      signal: idle.signal,
      dispatcher,
    })
  } catch (error) {
    const hidden = privateAddressIn(error)
    if (hidden !== null)
      throw new HubError(
        'unreachable',
        `The Hub's files were not fetched: ${hidden.message}. A Hub inside a private network is named by HF_ENDPOINT.`,
        { permanent: true, cause: error },
      )
    throw idle.translate(error)
  }
}

/** Drains a short body, so that the connection can serve the next request; cancels a long one. */
async function discard(response: Response): Promise<void> {
  const length = Number(response.headers.get('content-length') ?? Infinity)
  if (length > MAX_DISCARDED_BYTES) return response.body?.cancel()
  // A broken connection fails the next request on it too, which reports it.
  await response.arrayBuffer().catch(() => undefined)
}

function isHub(remote: Remote, url: string): boolean {
  return new URL(url).origin === new URL(remote.endpoint).origin
}

async function* chunksOf(response: Response, remote: Remote, idle: IdleTimeout): AsyncGenerator<Uint8Array, void> {
  const reader = response.body?.getReader()
  if (reader === undefined) return
  for (;;) {
    idle.restart(remote.retryPolicy.idleMs)
    const piece = await reader.read().catch((error: unknown) => {
      throw idle.translate(error)
    })
    if (piece.done) return
    yield piece.value
  }
}
