import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Semaphore, type SemaphoreSize } from '@/lib/async/semaphore'
import { pinRepo } from '@/lib/hub/files/pin-repo'
import { isListedGated } from '@/lib/hub/http/endpoint'
import { type Remote, remoteOf } from '@/lib/hub/http/request'
import { PATIENT } from '@/lib/hub/http/retry-policy'
import { isDemoRepo } from '@/lib/hub/names/demo'
import { type Budget, forward } from './forward'
import { readPath, type ServedCommit } from './read-path'
import { sendFailure } from './send-failure'

/** Limits of one run's gateway. */
export interface GatewayLimits extends SemaphoreSize {
  /** How many times the total size of the commit's files may be read. */
  readonly readings: number
  /** Bytes besides files: info and file lists, which the Hub sends in pages of 300 kB. */
  readonly apiBytes: number
  /** Until the headers of the Hub's answer are there, in milliseconds. */
  readonly responseMs: number
  /** Between two pieces of a body, whether the Hub does not send the next one or the verifier does not take it. */
  readonly idleMs: number
  /** Until a request has arrived. */
  readonly requestMs: number
}

export const GATEWAY_LIMITS: GatewayLimits = {
  // The verifier reads four headers, four parts of a range and four prefetched parts at a time; this allows a few more.
  slots: 16,
  // More than the verifier ever has open.
  waiting: 64,
  // Without a writable cache a run reads the weights in every pass, a few tens of times; with one it reads them once.
  readings: 64,
  apiBytes: 100_000_000,
  responseMs: PATIENT.responseMs,
  idleMs: PATIENT.idleMs,
  // It has no body and arrives at once.
  requestMs: 10_000,
}
/** A connection stays open for as long as a layer takes to compute. */
const KEEP_ALIVE_MS = 120_000
/** How often connections are checked against `requestMs`: Node's 30 seconds would make 10 up to 40. */
const CHECK_MS = 1_000
/** The slots of `GATEWAY_LIMITS`, plus some idle keep-alive connections. */
const MAX_CONNECTIONS = 128
/** All headers of the verifier are short. */
const MAX_HEADER_BYTES = 8_192

/** Access to one gated repo at one commit, for one run. */
export interface Gateway {
  /** Environment variables for the verifier. */
  readonly environment: Readonly<Record<string, string>>
  /** Closes every connection. */
  close(): Promise<void>
}

/**
 * Opens a gateway on a free loopback port if a run needs one: for a gated repo listed in HF_GATED_REPOS. The verifier, which reads untrusted uploads,
 * gets its address and a secret for one run; HF_TOKEN stays here.
 * @returns null for every other repo: the verifier reads it from the Hub directly, and reports if it is not public
 * @throws HubError when the repo or the commit cannot be read; the signal's reason when aborted
 */
export async function openGateway(
  repo: string,
  commit: string,
  signal: AbortSignal,
  limits = GATEWAY_LIMITS,
): Promise<Gateway | null> {
  if (isDemoRepo(repo) || !isListedGated(repo)) return null
  const { remote: patient, snapshot } = await pinRepo(remoteOf(repo, { signal }), 'public', repo, commit)
  if (patient.token === null) return null
  const { responseMs, idleMs } = limits
  const remote = { ...patient, retryPolicy: { ...patient.retryPolicy, responseMs, idleMs } }
  const secret = randomBytes(32).toString('base64url')
  const addressAt = (origin: string) => `${origin}/${secret}`
  const { server, origin } = await listen(
    (at) => handlerOf({ remote, served: { ...snapshot, repo, commit }, secret, url: addressAt(at), signal, limits }),
    limits,
  )
  return {
    environment: { HF_GATED_GATEWAY: addressAt(origin), HF_GATED_REPOS: repo },
    close: () => close(server),
  }
}

interface Context {
  readonly remote: Remote
  readonly served: ServedCommit
  readonly secret: string
  readonly url: string
  readonly signal: AbortSignal
  readonly limits: GatewayLimits
}

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

function handlerOf({ remote, served, secret, url, signal, limits }: Context): Handler {
  const gate = new Semaphore(limits)
  const budget: Budget = { left: budgetOf(served, limits) }
  return (incoming, outgoing) => {
    // Requests of the verifier have no body.
    incoming.resume()
    const wanted = readPath(incoming.url ?? '', secret, served)
    if (wanted === null) return void outgoing.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end()
    if (incoming.method !== 'GET') return void outgoing.writeHead(405, { allow: 'GET' }).end()
    const left = new AbortController()
    outgoing.on('close', () => left.abort())
    const whileThere = AbortSignal.any([signal, left.signal])
    gate
      .run(() => forward(wanted, { remote, served, url, budget, incoming, outgoing }, whileThere))
      .catch((error: unknown) => sendFailure(outgoing, error))
  }
}

function budgetOf({ files }: ServedCommit, { readings, apiBytes }: GatewayLimits): number {
  let bytes = 0
  for (const { size } of files.values()) bytes += size
  return readings * bytes + apiBytes
}

function listen(
  handlerFor: (origin: string) => Handler,
  { requestMs }: GatewayLimits,
): Promise<{ server: Server; origin: string }> {
  return new Promise((resolve, reject) => {
    const server = createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      requestTimeout: requestMs,
      headersTimeout: requestMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, requestMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
    })
    server.maxConnections = MAX_CONNECTIONS
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : undefined
      const origin = `http://127.0.0.1:${port}`
      server.on('request', handlerFor(origin))
      resolve({ server, origin })
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
