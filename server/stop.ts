import type { Server, ServerResponse } from 'node:http'
import { beforeHeaders } from './before-headers'
import { STOP_GRACE_MS } from './limits'

/** How often idle connections are closed while stopping. */
const LOOK_MS = 50

/** Graceful stop of a server; call `watch` with every response. */
export function makeStop(server: Server): { stop(): Promise<void>; watch(response: ServerResponse): void } {
  const streams = new Set<ServerResponse>()
  let stopping = false
  const watch = (response: ServerResponse) =>
    beforeHeaders(response, () => {
      if (stopping) response.setHeader('connection', 'close')
      if (!String(response.getHeader('content-type') ?? '').startsWith('text/event-stream')) return
      streams.add(response)
      response.once('close', () => streams.delete(response))
      if (stopping) response.destroy()
    })
  const stop = async () => {
    stopping = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    // Event streams never end; their readers reconnect.
    for (const response of streams) response.destroy()
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS)
    const late = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS)
    await closed
    clearInterval(idle)
    clearTimeout(late)
  }
  return { stop, watch }
}
