import fc from 'fast-check'
import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { parseJson, readBody } from '@/lib/http/body'

const Input = z.strictObject({ repo: z.string(), coordinates: z.array(z.string()).optional() })
const LIMIT = 1_000

const post = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
const read = (body: BodyInit, headers?: Record<string, string>) => readBody(post(body, headers), Input, LIMIT)

test('a JSON body arrives parsed', async () => {
  await expect(read('{"repo": "a/b"}')).resolves.toEqual({ repo: 'a/b' })
  await expect(read('{"repo": "ü"}', { 'content-type': 'Application/JSON; charset=utf-8' })).resolves.toEqual({
    repo: 'ü',
  })
})

test.each([
  ['what a plain HTML form sends', 'application/x-www-form-urlencoded'],
  ['what a form can disguise JSON as', 'text/plain'],
  ['an unknown type', 'application/jsonx'],
])('%s is refused with 415', async (_, type) => {
  await expect(read('{"repo": "a/b"}', { 'content-type': type })).rejects.toMatchObject({
    status: 415,
    code: 'unsupported-media-type',
  })
})

test('a compressed body is refused: a few bytes could unfold to gigabytes', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  await expect(read('x', headers)).rejects.toMatchObject({ status: 415 })
})

test.each([
  ['{"repo": a}', { offset: 9, line: 1, column: 10 }],
  ['{\n  "repo": "a",\n}', { offset: 17, line: 3, column: 1 }],
  ['{"repo": "a"', { offset: 12, line: 1, column: 13 }],
  ['{"repo": "a"} // note', { offset: 14, line: 1, column: 15 }],
])('where %j breaks is told', async (text, position) => {
  await expect(read(text)).rejects.toMatchObject({ status: 400, code: 'malformed-json', extra: { position } })
})

test('an empty body and one that is not UTF-8 are malformed', async () => {
  await expect(read('')).rejects.toMatchObject({ code: 'malformed-json' })
  await expect(read(new Uint8Array([0x22, 0xff, 0x22]))).rejects.toMatchObject({ code: 'malformed-json' })
})

test('any bytes are JSON or a problem; brackets without end overflow nothing', () => {
  const deep = fc.nat(60_000).map((n) => new TextEncoder().encode('['.repeat(n)))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        deep,
        fc.string().map((text) => new TextEncoder().encode(text)),
      ),
      (bytes) => {
        try {
          parseJson(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      },
    ),
  )
})

test('a misspelt field is refused with the one that was meant', async () => {
  const expected = {
    status: 422,
    code: 'invalid-input',
    message: expect.stringContaining('did you mean "coordinates"'),
  }
  await expect(read('{"repo": "a/b", "coordinate": []}')).rejects.toMatchObject(expected)
})

test('text that the database could not hold is refused by field', async () => {
  const expected = { status: 422, extra: { errors: [{ path: 'repo', message: expect.any(String) }] } }
  await expect(read('{"repo": "a\\u0000"}')).rejects.toMatchObject(expected)
  await expect(read('{"repo": "\\ud800"}')).rejects.toMatchObject(expected)
})

test('a body that says it is too long is refused unread', async () => {
  const body = new ReadableStream(
    {
      pull: () => {
        throw new Error('was read')
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { 'content-type': 'application/json', 'content-length': '10000000' }
  await expect(readBody(post(body, headers), Input, LIMIT)).rejects.toMatchObject({
    status: 413,
    code: 'body-too-large',
  })
})

test('a body that does not say how long it is is read up to the limit only', async () => {
  let sent = 0
  let cancelled = false
  const body = new ReadableStream({
    pull(controller) {
      sent += 100
      controller.enqueue(new Uint8Array(100).fill(0x20))
    },
    cancel: () => {
      cancelled = true
    },
  })
  await expect(readBody(post(body), Input, LIMIT)).rejects.toMatchObject({ status: 413, extra: { max_bytes: LIMIT } })
  expect(sent).toBeLessThanOrEqual(LIMIT + 300)
  expect(cancelled).toBe(true)
})
