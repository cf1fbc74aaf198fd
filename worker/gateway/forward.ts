import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HubError } from '@/lib/hub/errors/hub-error'
import { fileAddress } from '@/lib/hub/files/remote-file'
import { encodedPath } from '@/lib/hub/names/url-path'
import { type HubResponse, type Remote, request as askHub } from '@/lib/hub/http/request'
import type { GatewayRequest, ServedCommit } from './read-path'

/** The only form of range that the verifier requests. */
const RANGE = /^bytes=\d{1,16}-\d{1,16}$/

/** Counts the bytes through a gateway. */
export interface Budget {
  /** Remaining bytes. */
  left: number
}

interface Exchange {
  readonly remote: Remote
  readonly served: ServedCommit
  /** The gateway's address with its secret, for the links of paginated responses. */
  readonly url: string
  readonly budget: Budget
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/**
 * Forwards a request of the verifier to the Hub, with the token for files, and streams the response back. Redirects are followed here, with the checks
 * of lib/hub/http: the verifier never sees the signed URL of a file, which would give others access.
 * @throws HubError like the Hub's client, and when the budget is spent; the abort reason when the verifier has disconnected
 */
export async function forward(wanted: GatewayRequest, exchange: Exchange, signal: AbortSignal): Promise<void> {
  const { repo, commit } = exchange.served
  const { remote, address } = upstream(wanted, exchange)
  const target = { repo, revision: commit, ...(wanted.kind === 'file' ? { file: wanted.file } : {}) }
  const range = exchange.incoming.headers.range
  const headers = {
    'accept-encoding': 'identity',
    ...(wanted.kind === 'file' && range !== undefined && RANGE.test(range) ? { range } : {}),
  }
  await askHub({ ...remote, signal }, address, target, headers, (response) => pass(response, wanted, exchange, signal))
}

function upstream(wanted: GatewayRequest, { remote, served }: Exchange): { remote: Remote; address: string } {
  const { repo, commit } = served
  if (wanted.kind === 'file') return { remote, address: fileAddress(remote, repo, commit, wanted.file) }
  const page = wanted.kind === 'info' ? 'revision' : 'tree'
  const address = `${remote.endpoint}/api/models/${encodedPath(...repo.split('/'))}/${page}/${commit}?${wanted.query}`
  // Info is requested without the token, so that a private repo still looks nonexistent.
  return { remote: wanted.kind === 'info' ? { ...remote, token: null } : remote, address }
}

async function pass(
  { response, chunks }: HubResponse,
  wanted: GatewayRequest,
  { remote, outgoing, budget, url, served }: Exchange,
  signal: AbortSignal,
): Promise<void> {
  const headers: Record<string, string> = {}
  const unchanged = response.headers.get('content-encoding') === null
  for (const name of ['content-type', 'content-range', ...(unchanged ? ['content-length'] : [])]) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  const next = wanted.kind === 'tree' ? nextQuery(response.headers.get('link')) : null
  if (next !== null) headers.link = `<${url}/api/models/${served.repo}/tree/${served.commit}${next}>; rel="next"`
  outgoing.writeHead(response.status, headers)
  for await (const chunk of chunks()) {
    budget.left -= chunk.length
    if (budget.left < 0) throw spent(served.repo)
    if (!outgoing.write(chunk)) await drained(outgoing, remote.retryPolicy.idleMs, signal)
  }
  outgoing.end()
}

/** Waits until the verifier has taken what was sent. One that takes nothing for `ms` loses the connection: it would keep its place for as long as the run lasts. */
async function drained(outgoing: ServerResponse, ms: number, signal: AbortSignal): Promise<void> {
  const clock = setTimeout(() => outgoing.destroy(), ms)
  try {
    await once(outgoing, 'drain', { signal })
  } finally {
    clearTimeout(clock)
  }
}

/** The query of the next page in a `Link` header; the Hub's address is not passed on. */
function nextQuery(link: string | null): string | null {
  const next = /<([^<>]+)>;\s*rel="?next"?/.exec(link ?? '')?.[1]
  return next !== undefined && URL.canParse(next) ? new URL(next).search : null
}

export function spent(repo: string): HubError {
  return new HubError('too-large', `The verifier read more of ${repo} than any run needs and was stopped.`)
}
