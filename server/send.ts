import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** After this a client that is still sending is cut off: closing immediately could lose the response. */
const LINGER_MS = 1_000

/** Sends a complete response, and closes the connection if the rest of the request is not needed. */
export async function send(answer: Response, response: ServerResponse, close: boolean): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  const length = answer.body === null ? {} : { 'content-length': String(body.length) }
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    ...length,
    ...(close ? { connection: 'close' } : {}),
  })
  response.end(body)
}

/** Sends a complete response on a connection whose request could not be parsed, and closes it. */
export async function sendRaw(answer: Response, socket: Duplex): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  const headers = { ...Object.fromEntries(answer.headers), 'content-length': String(body.length), connection: 'close' }
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ]
  if (socket.destroyed) return
  socket.end(Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body]))
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
}
