import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Gate, GateFull } from '@/lib/async/gate'
import { AppError } from '@/lib/http/app-error'
import { SOCKET_ADDRESS } from '@/lib/http/client-address'
import { MAX_WRITES, overloaded } from '@/lib/limits/admit-write'
import { type Arrival, forwardingHeader, withArrival } from '@/lib/http/arrival'
import { log } from '@/lib/http/log'
import { pagePolicy } from '@/lib/http/security-headers'
import { beforeHead } from './head'
import { CHECK_INTERVAL_MS, HEADERS_TIMEOUT_MS, KEEP_ALIVE_MS, MAX_HEADER_BYTES, REQUEST_TIMEOUT_MS } from './limits'
import { pageOrOutage } from './page-or-outage'
import { freshNonce, type PageInline, securityHeaders } from './policy'
import { allowOf, methodNotAllowed } from './refuse/method'
import { isWriting } from './refuse/origin'
import { refusalOf, REFUSALS, type Refuse } from './refuse'
import { refusalResponse, secured } from './refusal'
import { type Asked, askedOf, isApi, partsOf } from './request'
import type { InlineHashes } from './inline-hashes'
import { send, sendRaw } from './send'
import { makeStop } from './stop'
import { straighten } from './straighten'
import { type ParserError, refuseUnreadable } from './unreadable'

/** What answers the requests that the front lets pass: Next's handler. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface FrontOptions {
  readonly pages: Handler
  readonly hashes: InlineHashes
  readonly refusals?: readonly Refuse[]
}

export interface Front {
  readonly server: http.Server
  /** Takes no more connections, lets answers in progress end, and closes what is left after a while. */
  stop(): Promise<void>
}

/** Its own, beside that of `admitWrite`, which every write passes as well: the two together would count each write twice. */
const admission = new Gate({ slots: MAX_WRITES, waiting: 0 })

/** The server before the site: refuses what nobody behind it should see, and gives every answer its security headers. */
export function createFront(options: FrontOptions): Front {
  const server = http.createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    requireHostHeader: false, // refuseHost does it, with our headers
  })
  const { stop, watch } = makeStop(server)
  const answering = new WeakSet<Duplex>()
  const listen = (request: IncomingMessage, response: ServerResponse) => {
    answering.add(request.socket)
    response.once('close', () => answering.delete(request.socket))
    watch(response)
    answer(options, request, response).catch((error: unknown) => fail(error, request, response))
  }
  server.on('request', listen)
  server.on('checkExpectation', listen) // RFC 9110, 10.1.1: one that is not known may be ignored
  server.on('connect', ({ method, url }: IncomingMessage, socket: Duplex) =>
    refuseRaw(
      methodNotAllowed(String(method), allowOf('/')),
      { method: String(method), ...partsOf(url ?? ''), headers: new Headers() },
      socket,
    ),
  )
  server.on('clientError', (error: ParserError, socket: Duplex) => {
    // In the middle of an answer another would be taken for a part of it.
    if (!socket.writable || answering.has(socket)) return void socket.destroy()
    const { refusal, asked } = refuseUnreadable(error)
    refuseRaw(refusal, asked, socket)
  })
  return { server, stop }
}

async function answer(
  { pages, hashes, refusals = REFUSALS }: FrontOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  straighten(request)
  const asked = askedOf(request)
  const refusal = refusalOf(asked, refusals)
  if (refusal) return send(refusalResponse(refusal, asked), response, isWriting(asked.method))
  if (asked.method === 'OPTIONS' && !isApi(asked.path))
    return send(
      secured(new Response(null, { status: 204, headers: { allow: allowOf(asked.path) } }), asked.path),
      response,
      false,
    )
  const nonce = freshNonce()
  let pageStatus = 200
  beforeHead(response, (given) => {
    const status = given === 200 ? pageStatus : given
    secure(asked, response, status, { nonce, hashes })
    return status
  })
  const arrival: Arrival = {
    forwardedBy: forwardingHeader(asked.headers),
    encodeAs: (encoding) => void response.setHeader('content-encoding', encoding),
    answerAs: (status) => void (pageStatus = status),
  }
  const pass = () =>
    withArrival(arrival, () => {
      prepare(asked, request, nonce)
      // Routes of the API say so themselves, as a problem (lib/http/route.ts).
      if (isApi(asked.path)) return pages(request, response)
      return pageOrOutage(
        response,
        () => pages(request, response),
        (outage) => refusalResponse(outage, asked),
      )
    })
  return isWriting(asked.method) ? admitted(pass, asked, response) : pass()
}

/** Under load a write is refused here, before anything behind has begun with it: it must cost less than the reads that it would keep waiting. */
async function admitted(pass: () => Promise<void>, asked: Asked, response: ServerResponse): Promise<void> {
  try {
    await admission.run(pass)
  } catch (error) {
    if (!(error instanceof GateFull)) throw error
    await send(refusalResponse(overloaded(), asked), response, true)
  }
}

/** Next takes the nonce from this header of the request, and compares Origin with the forwarded host, which proxies and clients can set at will. */
function prepare({ method, headers: asked }: Asked, { headers, socket }: IncomingMessage, nonce: string): void {
  headers[SOCKET_ADDRESS] = socket.remoteAddress ?? '' // over whatever the client wrote there
  headers['content-security-policy'] = pagePolicy({ scripts: [nonce] })
  for (const name of [
    'content-security-policy-report-only',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
  ])
    delete headers[name]
  const origin = asked.get('origin')
  if (isWriting(method) && origin !== null) headers['x-forwarded-host'] = new URL(origin).host // refuseForeign has found it ours
}

function secure({ path }: Asked, response: ServerResponse, status: number, inline: PageInline): void {
  const contentType = String(response.getHeader('content-type') ?? '')
  const open = response.getHeader('access-control-allow-origin') === '*'
  const headers = securityHeaders({ path, status, contentType, open }, inline)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

function refuseRaw(refusal: AppError, asked: Asked, socket: Duplex): void {
  socket.on('error', () => socket.destroy())
  sendRaw(refusalResponse(refusal, asked), socket).catch((error: unknown) =>
    log('error', 'a refusal could not be sent', { error }),
  )
}

/** What nobody behind the front has caught. */
function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  log('error', 'request failed', { method: request.method, path: partsOf(request.url ?? '').path, error })
  if (response.headersSent) return void response.destroy()
  const internal = new AppError({
    status: 500,
    code: 'internal',
    detail: 'Something went wrong inside the registry. It was logged; trying again may help.',
  })
  send(refusalResponse(internal, askedOf(request)), response, true).catch(() => response.destroy())
}
