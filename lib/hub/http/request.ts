import { fetch, type Response } from 'undici'
import { errorOfAnswer, type Target } from './response-error'
import { type Access, hubTokenOf, hubUrlOf } from './endpoint'
import { HubError } from '../errors/hub-error'
import { type Patience, PATIENT } from './retry-policy'
import { Links } from './redirect-cache'
import { dispatcherFor, privateAddressIn } from './public-network'
import { isTrustedHost, MAX_REDIRECTS, redirectTarget } from './redirect'
import { startWatch, type Watch } from './idle-timeout'

/** The Hub's redirects carry a line of text. */
const MAX_DISCARDED_BYTES = 10_000

/** One Hub as seen by one caller. */
export interface Remote {
  readonly endpoint: string
  readonly token: string | null
  readonly patience: Patience
  readonly signal: AbortSignal | undefined
  /** Where the Hub sent us for large files. */
  readonly links: Links
}

/** A good answer: its head, and its body as pieces that are watched for silence. */
export interface Answer {
  readonly response: Response
  chunks(): AsyncGenerator<Uint8Array, void>
}

/** The remote that holds `repo`, with a token only where `access` is `own`. @throws HubError when no Hub is set for it */
export function remoteOf(
  repo: string,
  options: { patience?: Patience | undefined; signal?: AbortSignal | undefined; access?: Access } = {},
): Remote {
  return {
    endpoint: hubUrlOf(repo),
    token: options.access === 'own' ? hubTokenOf(repo) : null,
    patience: options.patience ?? PATIENT,
    signal: options.signal,
    links: new Links(),
  }
}

/**
 * One GET without retries: follows the Hub's redirects by hand, sends the token to the Hub's own origin only, and lets `use` read
 * the answer. The connection is closed when `use` is done, whether or not the body was read to its end.
 * @throws HubError for every answer but 2xx and every failure of the wire; the caller's abort reason as it is
 */
export async function exchange<T>(
  remote: Remote,
  address: string,
  target: Target,
  headers: Record<string, string>,
  use: (answer: Answer) => Promise<T>,
): Promise<T> {
  if (!isOwn(remote, address)) {
    throw new HubError(
      'unreachable',
      `The Hub named an address on another host (${new URL(address).host}); it was not followed.`,
      { permanent: true },
    )
  }
  const watch = startWatch(remote.signal)
  try {
    const response = await follow(remote, address, headers, watch)
    if (!response.ok)
      throw errorOfAnswer(response, target, {
        hasToken: remote.token !== null,
        fromHub: isOwn(remote, response.url || address),
      })
    return await use({ response, chunks: () => chunksOf(response, remote, watch) })
  } catch (error) {
    // Whatever went wrong, the next attempt asks the Hub itself where the file is.
    remote.links.forget(address)
    throw error
  } finally {
    watch.end()
  }
}

async function follow(
  remote: Remote,
  address: string,
  headers: Record<string, string>,
  watch: Watch,
): Promise<Response> {
  const known = await viaKnownLink(remote, address, headers, watch)
  if (known !== null) return known
  let url = address
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    watch.restart(remote.patience.answerMs)
    const response = await request(remote, url, headers, watch)
    if (![301, 302, 303, 307, 308].includes(response.status)) {
      if (response.ok && !isOwn(remote, url)) remote.links.remember(address, url)
      return response
    }
    url = redirectTarget(remote.endpoint, url, response.headers.get('location'))
    await discard(response)
  }
  throw new HubError('unreachable', `The Hub sent us in a circle (more than ${MAX_REDIRECTS} redirects).`, {
    permanent: true,
  })
}

/** The answer of the file server that an earlier redirect named, or null when there is none or its signature has run out. */
async function viaKnownLink(
  remote: Remote,
  address: string,
  headers: Record<string, string>,
  watch: Watch,
): Promise<Response | null> {
  const url = remote.links.of(address)
  if (url === null) return null
  watch.restart(remote.patience.answerMs)
  const response = await request(remote, url, headers, watch)
  if (![301, 302, 303, 307, 308, 400, 401, 403, 404, 410].includes(response.status)) return response
  remote.links.forget(address)
  await discard(response)
  return null
}

async function request(remote: Remote, url: string, headers: Record<string, string>, watch: Watch): Promise<Response> {
  const authorization =
    isOwn(remote, url) && remote.token !== null ? { authorization: `Bearer ${remote.token}` } : undefined
  try {
    const dispatcher = dispatcherFor(url, isTrustedHost(remote.endpoint, url))
    return await fetch(url, {
      headers: { ...headers, ...authorization },
      redirect: 'manual',
      signal: watch.signal,
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
    throw watch.translate(error)
  }
}

/** Reads a short body away, so that the connection can serve the next request; a long one is cut off. */
async function discard(response: Response): Promise<void> {
  const length = Number(response.headers.get('content-length') ?? Infinity)
  if (length > MAX_DISCARDED_BYTES) return response.body?.cancel()
  // What a broken connection says here, the next request on it says again.
  await response.arrayBuffer().catch(() => undefined)
}

function isOwn(remote: Remote, url: string): boolean {
  return new URL(url).origin === new URL(remote.endpoint).origin
}

async function* chunksOf(response: Response, remote: Remote, watch: Watch): AsyncGenerator<Uint8Array, void> {
  const reader = response.body?.getReader()
  if (reader === undefined) return
  for (;;) {
    watch.restart(remote.patience.idleMs)
    const piece = await reader.read().catch((error: unknown) => {
      throw watch.translate(error)
    })
    if (piece.done) return
    yield piece.value
  }
}
