import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'
import { AppError } from '@/lib/errors/app-error'
import { log } from '@/lib/log/log'
import { outageOf } from '@/lib/http/outage'
import { countCached } from '@/lib/metrics/http'
import { MAX_WRITES, overloaded, tooManyWrites } from '@/lib/limits/admit-write'
import { answerApi } from './api/answer'
import { cacheKey } from './cache/key'
import { ResponseCache } from './cache/response-cache'
import { sendStored } from './cache/send-stored'
import { failureResponse } from './failure'
import { beforeHeaders } from './before-headers'
import { type BuiltFiles, fileOf } from './files/built-files'
import type { Handler, Incoming } from './incoming'
import type { InlineHashes } from './inline-hashes'
import { CHECK_INTERVAL_MS, HEADERS_TIMEOUT_MS, KEEP_ALIVE_MS, MAX_HEADER_BYTES, REQUEST_TIMEOUT_MS } from './limits'
import { answerPage, readsPage } from './pages/answer'
import { passToNext } from './pages/pass-to-next'
import { noteAddress } from './prepare'
import { refusalOf, REFUSALS, type Refuse } from './refuse'
import { allowOf, methodNotAllowed } from './refuse/method'
import { refusalResponse, secured } from './refusal'
import { type ParsedRequest, parseRequest, isApi, splitTarget, isWriting } from './request'
import { send, sendRaw } from './send'
import { measure } from './measure'
import { makeStop } from './stop'
import { Turns } from './turns'
import { normaliseTarget } from './normalise-target'
import { type ParserError, refuseUnreadable } from './unreadable'

export interface FrontOptions {
  readonly pages: Handler
  readonly hashes: InlineHashes
  /** The build's own, by their paths. Default: none, and `pages` answers for them. */
  readonly files?: BuiltFiles
  readonly refusals?: readonly Refuse[]
  /** Handler of paths below /api. Default: the registry's routes. */
  readonly api?: (incoming: Incoming) => Promise<void>
  /** Disabled until it is trusted. Default: a new cache. */
  readonly cache?: ResponseCache
}

export interface Front {
  readonly server: http.Server
  /** Accepts no more connections, lets responses in progress end, and closes the rest after a while. */
  stop(): Promise<void>
}

/** Separate from that of `admitWrite`, which every write passes too: a shared one would count each write twice. */
const admission = new Semaphore({ slots: MAX_WRITES, waiting: 0 })

const turns = new Turns()

const NO_FILES: BuiltFiles = new Map()

/** The server in front of the site: refuses requests that the site should not see, and sets the security headers of every response. */
export function createFront(options: FrontOptions): Front {
  const server = http.createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    requireHostHeader: false, // refuseHost does it, with our headers
  })
  const { cache = new ResponseCache() } = options
  const { stop, watch } = makeStop(server)
  const answering = new WeakSet<Duplex>()
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    answering.add(request.socket)
    response.once('close', () => answering.delete(request.socket))
    watch(response)
    measure(request, response)
    answer(options, cache, request, response).catch((error: unknown) => fail(error, request, response))
  }
  server.on('request', listen)
  server.on('checkExpectation', listen) // RFC 9110, 10.1.1: an unknown expectation may be ignored
  server.on('connect', ({ method, url }: IncomingMessage, socket: Duplex) =>
    refuseRaw(
      methodNotAllowed(String(method), allowOf('/')),
      { method: String(method), ...splitTarget(url ?? ''), headers: new Headers() },
      socket,
    ),
  )
  server.on('clientError', (error: ParserError, socket: Duplex) => {
    // In the middle of a response, another one would be read as part of it.
    if (!socket.writable || answering.has(socket)) return void socket.destroy()
    const { refusal, asked } = refuseUnreadable(error)
    refuseRaw(refusal, asked, socket)
  })
  return { server, stop }
}

async function answer(
  front: FrontOptions,
  cache: ResponseCache,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  normaliseTarget(request)
  // First of all: what is cached was requested before in the same form and not refused.
  const key = cacheKey(request)
  const known = key === null ? undefined : cache.get(key)
  if (known) {
    countCached()
    const room = turns.take()
    if (room) await room
    return sendStored(known, request, response)
  }
  const { pages, hashes, files = NO_FILES, refusals = REFUSALS, api = answerApi } = front
  noteAddress(request.headers, request.socket.remoteAddress)
  const asked = parseRequest(request)
  const refusal = refusalOf(asked, refusals)
  if (refusal) return send(refusalResponse(refusal, asked), response, isWriting(asked.method))
  if (asked.method === 'OPTIONS' && !isApi(asked.path))
    return send(
      secured(new Response(null, { status: 204, headers: { allow: allowOf(asked.path) } }), asked.path),
      response,
      false,
    )
  const incoming: Incoming = { asked, request, response, pages, hashes, files, cache }
  if (isWriting(asked.method)) return admitted(() => pass(incoming, api), incoming)
  return pass(incoming, api)
}

/** Calls the handler; an outage that it did not report is reported here. */
async function pass(incoming: Incoming, api: (incoming: Incoming) => Promise<void>): Promise<void> {
  const { asked, files, request, response } = incoming
  try {
    const file = fileOf(asked, files)
    if (file) sendStored(file, request, response)
    else if (isApi(asked.path) && !asked.path.endsWith('/')) await api(incoming)
    else if (readsPage(incoming)) await answerPage(incoming)
    else await passToNext(incoming)
  } catch (error) {
    const known = error instanceof AppError || outageOf(error) !== null
    if (!known || response.headersSent) throw error
    await send(failureResponse(error, asked), response, false)
  }
}

/** Under load a write is refused here, before any further work: refusing must cost less than the reads it would delay. */
async function admitted(pass: () => Promise<void>, { asked, response, cache }: Incoming): Promise<void> {
  // A reader who has sent a form sees the result even before the database's notification arrives; the API waits for the notification.
  if (!isApi(asked.path)) beforeHeaders(response, () => cache.clear())
  try {
    if (tooManyWrites(admission.working)) throw new SemaphoreFull('The writes in progress already take too long.')
    await admission.run(pass)
  } catch (error) {
    if (!(error instanceof SemaphoreFull)) throw error
    await send(refusalResponse(overloaded(), asked), response, true)
  }
}

function refuseRaw(refusal: AppError, asked: ParsedRequest, socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  sendRaw(refusalResponse(refusal, asked), socket).catch((error: unknown) =>
    log('error', 'a refusal could not be sent', { error }),
  )
}

/** Errors that nothing behind the front has caught. */
function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const answer = failureResponse(error, parseRequest(request))
  if (response.headersSent) return void response.destroy()
  send(answer, response, true).catch(() => response.destroy())
}
