import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { HubError } from '@/lib/hub/errors/hub-error'
import { fileAddress } from '@/lib/hub/files/remote-file'
import { encodedPath } from '@/lib/hub/names/url-path'
import { type HubResponse, type Remote, request as askHub } from '@/lib/hub/http/request'
import type { GatewayRequest, ServedCommit } from './read-path'

/** The one form of range that the verifier asks for. */
const RANGE = /^bytes=\d{1,16}-\d{1,16}$/

/** Counts what went through a gateway. */
export interface Budget {
  /** Bytes that may still pass. */
  left: number
}

interface Exchange {
  readonly remote: Remote
  readonly served: ServedCommit
  /** The gateway's own address with its secret, for the links of paged answers. */
  readonly url: string
  readonly budget: Budget
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/**
 * Asks the Hub what the verifier asked, with the token where files are concerned, and streams the answer through. Redirects are followed here, with the
 * checks of lib/hub/http: the verifier never learns the address of a file server, whose signature would open the file to others.
 * @throws HubError as the Hub's client does, and when the budget is spent; the abort reason when the verifier has left
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
  // Info is public, and a private repo must still look as if it did not exist.
  return { remote: wanted.kind === 'info' ? { ...remote, token: null } : remote, address }
}

async function pass(
  { response, chunks }: HubResponse,
  wanted: GatewayRequest,
  { outgoing, budget, url, served }: Exchange,
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
    if (!outgoing.write(chunk)) await once(outgoing, 'drain', { signal })
  }
  outgoing.end()
}

/** The query of the next page that a `Link` header names; its address is the Hub's and stays here. */
function nextQuery(link: string | null): string | null {
  const next = /<([^<>]+)>;\s*rel="?next"?/.exec(link ?? '')?.[1]
  return next !== undefined && URL.canParse(next) ? new URL(next).search : null
}

export function spent(repo: string): HubError {
  return new HubError('too-large', `The verifier read more of ${repo} than any run needs and was stopped.`)
}
