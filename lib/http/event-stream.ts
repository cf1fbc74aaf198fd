import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'

/** One server-sent event; `comment` alone keeps a quiet connection open. */
export type StreamEvent = { readonly id: string; readonly data: string } | { readonly comment: string }

/** How long a browser waits before it reconnects. */
const RETRY_MS = 2_000

/**
 * Server-sent events as bytes. `makeEvents` receives a signal that aborts when the client disconnects; its iterator is always
 * closed, so a `finally` in it releases its resources. The next event is requested only after the client has received the previous one.
 * @param onEnd called once, however the stream ends, even if nobody ever read from it
 */
export function eventStream(
  makeEvents: (signal: AbortSignal) => AsyncGenerator<StreamEvent>,
  client: AbortSignal,
  onEnd: () => void = () => undefined,
): ReadableStream<Uint8Array> {
  const gone = new AbortController()
  gone.signal.addEventListener('abort', onEnd, { once: true })
  const leave = () => gone.abort()
  client.addEventListener('abort', leave, { once: true })
  if (client.aborted) leave()
  const events = makeEvents(gone.signal)
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
      async pull(controller) {
        const next = await nextOf(events, leave)
        if (!next.done) return controller.enqueue(encoder.encode(print(next.value)))
        client.removeEventListener('abort', leave)
        leave()
        controller.close()
      },
      async cancel() {
        leave()
        client.removeEventListener('abort', leave)
        await events.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** The headers have been sent by the time something fails, so no problem can be sent: the error is logged, the connection breaks, and a browser reconnects. */
async function nextOf(events: AsyncGenerator<StreamEvent>, leave: () => void): Promise<IteratorResult<StreamEvent>> {
  try {
    return await events.next()
  } catch (error) {
    log('error', 'event stream failed', { error: describeError(error) })
    leave()
    throw error
  }
}

/** Data is split at line ends, as the format requires; our ids contain none. */
function print(event: StreamEvent): string {
  if ('comment' in event) return `: ${event.comment}\n\n`
  const data = event.data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`)
  return `id: ${event.id}\n${data.join('')}\n`
}
