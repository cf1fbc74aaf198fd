import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import type { RouteResult, Context } from '@/lib/http/declaration'
import { route } from '@/lib/http/route'
import { serve } from '@/lib/http/serve'

const Params = z.object({ id: z.string() })
const Query = z.object({ q: z.coerce.number().optional() })
type Handler = (context: Context<{ id: string }, { q?: number | undefined }, undefined>) => Promise<RouteResult>

const methods = (handler: Handler) =>
  serve(
    route({
      name: 'getThing',
      method: 'GET',
      auth: 'anyone',
      path: '/api/things/{id}',
      summary: 'A thing',
      params: Params,
      query: Query,
      response: { 200: { description: 'It.', schema: z.object({ id: z.string() }) } },
      cache: 'public',
      handler: (context) => handler(context as Parameters<Handler>[0]),
    }),
  )

const ask = (handler: Handler, init: RequestInit = {}, query = '') =>
  methods(handler).GET(new Request(`http://localhost/api/things/7${query}`, init), {
    params: Promise.resolve({ id: '7' }),
  })

const thing: Handler = async ({ params }) => ({ body: { id: params.id, secret: 'hunter2' } })

let logged: jest.SpyInstance
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => logged.mockRestore())

test('what the schema does not declare never leaves the house', async () => {
  expect(await (await ask(thing)).json()).toEqual({ id: '7' })
  expect(logged).not.toHaveBeenCalled()
})

test('a found thing may be kept for seconds, by everybody, and asked for again with its ETag', async () => {
  const first = await ask(thing)
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d{1,2}, must-revalidate$/)
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  expect(first.headers.get('vary')).toBe('accept-encoding')
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\w-]{43}"$/)
  for (const tags of [etag, `"other", ${etag}`, '*']) {
    const again = await ask(thing, { headers: { 'if-none-match': tags } })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  }
  // A proxy has made it weak: its own tag comes back, which is the one its cache knows.
  const weak = await ask(thing, { headers: { 'if-none-match': `W/${etag}` } })
  expect([weak.status, weak.headers.get('etag')]).toEqual([304, `W/${etag}`])
  expect((await ask(thing, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
})

describe('gzip and plain are two representations', () => {
  const sent = async (accept: string, tag?: string) => {
    const response = await ask(thing, {
      headers: { 'accept-encoding': accept, ...(tag === undefined ? {} : { 'if-none-match': tag }) },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    return {
      status: response.status,
      encoding: response.headers.get('content-encoding'),
      etag: String(response.headers.get('etag')),
      vary: response.headers.get('vary'),
      bytes,
    }
  }

  test('each has a strong ETag of its own, and the same content', async () => {
    const [plain, zipped] = [await sent('identity'), await sent('gzip, deflate, br')]
    expect([plain.encoding, zipped.encoding]).toEqual([null, 'gzip'])
    expect(plain.etag).not.toBe(zipped.etag)
    expect([plain.etag, zipped.etag].every((etag) => /^"[\w-]+"$/.test(etag))).toBe(true)
    expect([plain.vary, zipped.vary]).toEqual(['accept-encoding', 'accept-encoding'])
    expect(gunzipSync(zipped.bytes)).toEqual(plain.bytes)
  })

  test('the ETag of either gives 304, whatever the client takes now, and comes back as it was sent', async () => {
    const tags = [(await sent('identity')).etag, (await sent('gzip')).etag]
    for (const tag of tags) {
      for (const accept of ['identity', 'gzip'])
        expect(await sent(accept, tag)).toMatchObject({
          status: 304,
          encoding: null,
          etag: tag,
          vary: 'accept-encoding',
        })
    }
  })

  test.each([
    ['gzip;q=0', null],
    ['gzip;q=0, *', null],
    ['*', 'gzip'],
    ['*;q=0', null],
    ['GZIP;Q=0.5', 'gzip'],
    ['gzip;q=much', null],
    ['', null],
  ])('accept-encoding %j is answered with %j', async (accept, encoding) => {
    expect((await sent(accept)).encoding).toBe(encoding)
  })

  test('where the server may compress in another way, the ETag is weak', async () => {
    expect((await sent('deflate')).etag).toMatch(/^W\/"/)
  })
})

test('an error written for the client arrives as a problem with its code, its extra members and its headers', async () => {
  const response = await ask(async () => {
    throw new AppError({
      status: 429,
      code: 'too-many-requests',
      detail: 'Wait a second.',
      extra: { seconds: 1, status: 200 },
      headers: { 'retry-after': '1' },
    })
  })
  expect(response.status).toBe(429)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('retry-after')).toBe('1')
  expect(await response.json()).toEqual({
    type: '/errors/too-many-requests',
    title: 'Too many requests',
    status: 429,
    detail: 'Wait a second.',
    instance: '/api/things/7',
    code: 'too-many-requests',
    request_id: response.headers.get('x-request-id'),
    seconds: 1,
  })
})

test('any other error is logged with the request id and told to nobody', async () => {
  const response = await ask(async () => {
    throw new Error('password of the database is hunter2', { cause: new Error('deeper') })
  })
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(JSON.parse(text)).toMatchObject({ code: 'internal' })
  expect(text).not.toContain('hunter2')
  const line: unknown = JSON.parse(String(logged.mock.calls[0]?.[0]))
  const error = { message: expect.stringContaining('hunter2'), cause: { message: 'deeper' } }
  expect(line).toMatchObject({
    level: 'error',
    request_id: response.headers.get('x-request-id'),
    path: '/api/things/7',
    error,
  })
})

test("an answer that does not fit its own schema is our error, not the client's", async () => {
  const response = await ask(async () => ({ body: { id: 7 } }))
  expect(response.status).toBe(500)
  expect(await response.json()).toMatchObject({ code: 'internal' })
  expect(String(logged.mock.calls[0]?.[0])).toContain('getThing does not match its schema')
})

test('a status that is not declared is not answered', async () => {
  expect((await ask(async () => ({ status: 202, body: { id: '7' } }))).status).toBe(500)
})

test('a wrong value is 422 with every wrong field', async () => {
  const response = await ask(thing, {}, '?q=two')
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({
    code: 'invalid-input',
    errors: [{ path: 'q', message: expect.stringContaining('number') }],
  })
})

test('a well-formed request id is kept, another is replaced', async () => {
  const idOf = async (id: string) => (await ask(thing, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
  expect(await idOf('trace-12345678')).toBe('trace-12345678')
  expect(await idOf('a"} forged log line')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await idOf('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/)
})

test('HEAD answers like GET without the body', async () => {
  const request = new Request('http://localhost/api/things/7', { method: 'HEAD' })
  const head = await methods(thing).HEAD(request, { params: Promise.resolve({ id: '7' }) })
  expect([head.status, head.body, head.headers.get('etag')]).toEqual([
    200,
    null,
    (await ask(thing)).headers.get('etag'),
  ])
})

test('OPTIONS tells the methods, and scripts of other sites that they may read and not change', async () => {
  const response = await methods(thing).OPTIONS(new Request('http://localhost/api/things/7', { method: 'OPTIONS' }), {
    params: Promise.resolve({}),
  })
  expect(response.status).toBe(204)
  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD')
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
  '%s, which the address does not have, is 405 with the ones it has',
  async (method) => {
    const response = await methods(thing)[method](new Request('http://localhost/api/things/7', { method }), {
      params: Promise.resolve({ id: '7' }),
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    expect(await response.json()).toMatchObject({ code: 'method-not-allowed', instance: '/api/things/7' })
  },
)

test('a route that takes a body cannot be declared without a limit', () => {
  const declare = () =>
    route({
      name: 'x',
      method: 'POST',
      auth: 'signed-in',
      path: '/x',
      summary: '',
      body: z.object({}),
      response: {},
      cache: 'never',
      handler: async () => ({ body: null }),
    })
  expect(declare).toThrow(/maxBodyBytes/)
})
