import { once } from 'node:events'
import { eventStream, type StreamEvent } from '@/lib/http/event-stream'

const never = new AbortController().signal

/** Yields what it is given, then waits until the client is gone; `freed` tells that it noticed. */
function source(events: StreamEvent[]) {
  const state = { freed: false, taken: 0 }
  async function* make(signal: AbortSignal): AsyncGenerator<StreamEvent> {
    try {
      for (const event of events) {
        state.taken += 1
        yield event
      }
      if (!signal.aborted) await once(signal, 'abort')
    } finally {
      state.freed = true
    }
  }
  return { make, state }
}

test('events have an id, data keep their lines, and comments are no events', async () => {
  async function* events(): AsyncGenerator<StreamEvent> {
    yield { id: '1', data: 'one\ntwo' }
    yield { comment: 'quiet' }
  }
  const text = await new Response(eventStream(events, never)).text()
  expect(text).toBe('retry: 2000\n\nid: 1\ndata: one\ndata: two\n\n: quiet\n\n')
})

test('a client that goes away frees what the stream holds, also while nothing happens', async () => {
  const { make, state } = source([{ id: '1', data: 'x' }])
  const reader = eventStream(make, never).getReader()
  await reader.read()
  await reader.read()
  void reader.read().catch(() => undefined)
  await reader.cancel()
  expect(state.freed).toBe(true)
})

test('a request that is aborted frees it too', async () => {
  const { make, state } = source([])
  const client = new AbortController()
  const reader = eventStream(make, client.signal).getReader()
  await reader.read()
  const next = reader.read()
  client.abort()
  expect(await next).toEqual({ done: true, value: undefined })
  expect(state.freed).toBe(true)
})

test('a client that does not read makes nothing pile up', async () => {
  const { make, state } = source(Array.from({ length: 1_000 }, (_, i) => ({ id: String(i), data: 'x' })))
  const stream = eventStream(make, never)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(state.taken).toBeLessThanOrEqual(1)
  await stream.cancel()
})

test('a source that fails breaks the connection, so that the browser connects again, and is logged', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  async function* failing(): AsyncGenerator<StreamEvent> {
    throw new Error('database gone')
  }
  await expect(new Response(eventStream(failing, never)).text()).rejects.toThrow('database gone')
  expect(String(logged.mock.calls[0]?.[0])).toContain('database gone')
  logged.mockRestore()
})

describe('the end of a stream is told once', () => {
  test.each([
    ['read to its end', async (stream: ReadableStream<Uint8Array>) => void (await new Response(stream).text())],
    ['cancelled before anybody read', (stream: ReadableStream<Uint8Array>) => stream.cancel()],
    [
      'cancelled twice',
      async (stream: ReadableStream<Uint8Array>) => void (await Promise.all([stream.cancel(), stream.cancel()])),
    ],
  ])('%s', async (_, use) => {
    const ended = jest.fn()
    async function* events(): AsyncGenerator<StreamEvent> {
      yield { comment: 'quiet' }
    }
    await use(eventStream(events, never, ended))
    expect(ended).toHaveBeenCalledTimes(1)
  })
})
