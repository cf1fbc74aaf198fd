import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** After this a client that still sends is cut off: closing at once could take the answer from it. */
const LINGER_MS = 1_000

/** Sends a whole answer, and closes the connection where the rest of the request is not wanted. */
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

/** Sends a whole answer on a connection on which no request could be read, and closes it. */
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
