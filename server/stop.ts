import type { Server, ServerResponse } from 'node:http'
import { beforeHeaders } from './before-headers'
import { STOP_GRACE_MS } from './limits'

/** How often connections that have become idle are looked for while stopping. */
const LOOK_MS = 50

/** The way a server stops: `watch` is to be called with every answer. */
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
    // Events go on for ever; whoever reads them connects again.
    for (const response of streams) response.destroy()
    const idle = setInterval(() => server.closeIdleConnections(), LOOK_MS)
    const late = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS)
    await closed
    clearInterval(idle)
    clearTimeout(late)
  }
  return { stop, watch }
}
