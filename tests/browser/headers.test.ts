import { useSite } from '../helpers/site'
import { type RawAnswer, request } from '../server/raw'

const site = useSite()

const NEEDED = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
]

/** A file of the build that a page names. */
async function chunk(): Promise<string> {
  return /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(site.url)).text())?.[0] ?? ''
}

async function again(path: string): Promise<RawAnswer> {
  const { headers } = await request(site.url, 'GET', path)
  return request(site.url, 'GET', path, { 'if-none-match': headers['etag'] ?? '' })
}

/** Every kind of answer of the running site, with its status. */
const KINDS: readonly (readonly [what: string, status: number, ask: () => Promise<RawAnswer>])[] = [
  ['a page', 200, () => request(site.url, 'GET', '/weights')],
  ['a page, compressed', 200, () => request(site.url, 'GET', '/weights', { 'accept-encoding': 'gzip' })],
  ['a page, only its head', 200, () => request(site.url, 'HEAD', '/weights')],
  [
    'a page’s data, fetched without the key that Next gives it',
    307,
    () => request(site.url, 'GET', '/weights', { rsc: '1' }),
  ],
  ['a page that is not there', 404, () => request(site.url, 'GET', '/nothing')],
  ['a record that is not there', 404, () => request(site.url, 'GET', '/weights/SW-999999')],
  ['a redirect', 308, () => request(site.url, 'GET', '/weights/')],
  ['two slashes', 308, () => request(site.url, 'GET', '//evil.example/weights')],
  ['a script', 200, async () => request(site.url, 'GET', await chunk())],
  ['a script that was kept', 304, async () => again(await chunk())],
  ['a script that is not there', 404, () => request(site.url, 'GET', '/_next/static/nothing.js')],
  ['the icon', 200, () => request(site.url, 'GET', '/icon.svg')],
  ['a picture that nobody serves', 400, () => request(site.url, 'GET', '/_next/image?url=x')],
  ['an undecodable page', 400, () => request(site.url, 'GET', '/weights/%ff')],
  ['an undecodable record', 400, () => request(site.url, 'GET', '/api/v1/weights/%ff')],
  ['NUL in a name', 400, () => request(site.url, 'GET', '/models/demo/%00')],
  ['TRACE', 405, () => request(site.url, 'TRACE', '/')],
  ['TRACE on the API', 405, () => request(site.url, 'TRACE', '/api/v1/weights')],
  ['a method that nobody knows', 405, () => request(site.url, 'FOO', '/weights')],
  ['OPTIONS of a page', 204, () => request(site.url, 'OPTIONS', '/weights')],
  ['OPTIONS of the API', 204, () => request(site.url, 'OPTIONS', '/api/v1/weights')],
  ['a record of the API', 200, () => request(site.url, 'GET', '/api/v1/weights/SW-000001')],
  ['a record that was kept', 304, () => again('/api/v1/weights/SW-000001')],
  ['the head of a record', 200, () => request(site.url, 'HEAD', '/api/v1/weights/SW-000001')],
  ['an address that the API does not have', 404, () => request(site.url, 'GET', '/api/nothing')],
  ['a method that the API does not have', 405, () => request(site.url, 'DELETE', '/api/v1/weights')],
  ['a wrong value', 422, () => request(site.url, 'GET', '/api/v1/weights?layer=two')],
  [
    'a body that is not JSON',
    415,
    () => request(site.url, 'POST', '/api/v1/submissions', { 'content-type': 'text/plain' }, 'x'),
  ],
  ['a foreign page', 403, () => request(site.url, 'POST', '/submit', { origin: 'https://evil.example' })],
  ['headers that are too large', 431, () => request(site.url, 'GET', '/', { cookie: 'x'.repeat(20_000) })],
  [
    'a server action that does not exist',
    405,
    () => request(site.url, 'POST', '/weights', { 'next-action': 'x'.repeat(40) }),
  ],
]

test.each(KINDS)('%s (%d) carries every security header', async (_, status, ask) => {
  const answer = await ask()
  expect([answer.status, NEEDED.filter((name) => answer.headers[name] === undefined)]).toEqual([status, []])
  expect(answer.headers['content-security-policy']).not.toContain('unsafe')
  if (status === 405) expect(answer.headers['allow']).toMatch(/^[A-Z]+(, [A-Z]+)*$/)
})

test('a page for one reader is never kept, for its nonce is good once', async () => {
  const { headers } = await request(site.url, 'GET', '/submit')
  expect([headers['cache-control'], headers['etag']]).toEqual([expect.stringContaining('no-store'), undefined])
})

test('a page for everyone has no nonce, and is asked for again with its tag', async () => {
  const { headers } = await request(site.url, 'GET', '/weights')
  expect(headers['content-security-policy']).not.toContain('nonce')
  const again = await request(site.url, 'GET', '/weights', { 'if-none-match': headers['etag'] ?? '' })
  expect([again.status, again.headers['content-security-policy']]).toEqual([304, headers['content-security-policy']])
})

test('scripts of every site may read the API, and no other site may embed a page', async () => {
  expect((await request(site.url, 'GET', '/api/v1/openapi.json')).headers['cross-origin-resource-policy']).toBe(
    'cross-origin',
  )
  expect((await request(site.url, 'GET', '/docs')).headers['cross-origin-resource-policy']).toBe('same-origin')
})

test('an answer is compressed once, and its tag is not that of the plain one', async () => {
  const path = `${site.url}/api/v1/weights/SW-000001`
  const plain = await fetch(path, { headers: { 'accept-encoding': 'identity' } })
  const packed = await fetch(path, { headers: { 'accept-encoding': 'gzip' } })
  expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip'])
  expect(await packed.json()).toEqual(await plain.json())
  expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'))
})
