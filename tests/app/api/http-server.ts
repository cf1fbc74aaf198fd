import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dispatch } from './router'

export interface ApiServer {
  readonly url: string
  close(): Promise<void>
}

/** The API behind a real socket, wired as Next wires it: the request's signal aborts, and the response's body is cancelled, when the client goes. */
export async function startApi(): Promise<ApiServer> {
  const server = http.createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
  const gone = new AbortController()
  outgoing.on('close', () => gone.abort())
  const bodiless = incoming.method === 'GET' || incoming.method === 'HEAD'
  const init = {
    method: incoming.method ?? 'GET',
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: bodiless ? null : Readable.toWeb(incoming),
    signal: gone.signal,
    duplex: 'half',
  } as RequestInit
  const response = await dispatch(
    new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, init),
  )
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null) return void outgoing.end()
  await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), outgoing)
}
