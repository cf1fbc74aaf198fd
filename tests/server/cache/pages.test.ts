import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { leftToReader } from '@/lib/arrival/arrival'
import { notePageError } from '@/lib/http/broken-page'
import { hashSource } from '@/lib/http/security-headers'
import { ResponseCache } from '@/server/cache/response-cache'
import { type RunningFront, startFront } from '../front-process'
import { request } from '../raw'

const cache = new ResponseCache()
let made: string[] = []
let seen: IncomingHttpHeaders = {}
let broken: Error | null = null
let front: RunningFront
beforeAll(async () => {
  front = await startFront({ cache, pages: async (incoming, response) => page(incoming, response) })
})
beforeEach(() => {
  made = []
  cache.trust(true)
})
afterAll(() => front.stop())

const TEXT = 'words '.repeat(400)

/** What Next would make: its own script carries the nonce that it found in the request. */
function page({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  made.push(url)
  seen = { ...headers }
  if (broken) {
    notePageError(broken)
    response.writeHead(500).end('half a page')
    return
  }
  if (url.startsWith('/models/read/') && leftToReader()) return void response.end()
  const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('link', `</style.css>; rel=preload; nonce="${nonce}"`)
  response.end(
    `<p>${TEXT}</p><script nonce="${nonce}">self.own = 1</script><script>self.foreign = 1</script><script src="/a.js" nonce="${nonce}"></script>`,
  )
}

const get = (path: string, headers: Record<string, string> = {}) => request(front.url, 'GET', path, headers)
/** A page is made again at most once in it. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_000))
const scriptsOf = (policy = '') => /script-src ([^;]*)/.exec(policy)?.[1]

test('a page that everyone sees alike is made once, and sent with the headers of a page', async () => {
  const [first, second] = [await get('/docs/protocol'), await get('/docs/protocol')]
  expect(made).toEqual(['/docs/protocol'])
  expect(second).toEqual({ ...first, headers: { ...second.headers, date: expect.any(String) } })
  expect(first.headers).toMatchObject({
    'cache-control': 'public, max-age=0, must-revalidate',
    'x-content-type-options': 'nosniff',
    vary: 'cookie, accept-encoding',
    link: '</style.css>; rel=preload; nonce=""',
  })
})

test("its policy names Next's own scripts by their hashes, and no other", async () => {
  const { headers, body } = await get('/weights')
  expect(scriptsOf(headers['content-security-policy'])).toBe(`'self' ${hashSource('self.own = 1')}`)
  expect(body).toContain('<script nonce="">self.own = 1</script>')
})

test('whoever has it already gets 304 with the same policy, whichever encoding they have', async () => {
  const plain = await get('/docs/api')
  const packed = await get('/docs/api', { 'accept-encoding': 'gzip' })
  for (const [etag = '', encoding] of [
    [plain.headers['etag'], 'identity'],
    [packed.headers['etag'], 'gzip'],
    [packed.headers['etag'], 'identity'],
  ] as const) {
    const again = await get('/docs/api', { 'if-none-match': etag, 'accept-encoding': encoding })
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', etag])
    expect(again.headers['content-security-policy']).toBe(plain.headers['content-security-policy'])
  }
  expect(made).toEqual(['/docs/api'])
})

test('its bytes and its tag are the same when it is made again unchanged', async () => {
  const before = await get('/models')
  await aSecond()
  cache.changed(['weight', 'weight:1'])
  const after = await get('/models')
  expect(made).toEqual(['/models', '/models'])
  expect([after.headers['etag'], after.body]).toEqual([before.headers['etag'], before.body])
})

test('one that broke because the database is down is 503 with a page that says so, and is not kept', async () => {
  broken = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })
  const away = await get('/sets')
  broken = null
  expect([away.status, away.headers['retry-after']]).toEqual([503, '5'])
  expect(away.body).toContain('<h1>Database unavailable</h1>')
  expect((await get('/sets')).status).toBe(200)
})

test.each(['/sets', '/submit'])(
  '%s that broke by itself is 500 with a page of our own, and the log has the request id that it shows',
  async (path) => {
    const lines = jest.spyOn(console, 'error').mockReturnValue()
    broken = new TypeError('a mistake with a secret in it')
    const { status, headers, body } = await get(`${path}?x=1`)
    broken = null
    const logged = lines.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>)
    lines.mockRestore()
    const id = String(headers['x-request-id'])
    expect(status).toBe(500)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(logged).toEqual([
      expect.objectContaining({ request_id: id, method: 'GET', path, message: 'request failed' }),
    ])
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(body).toContain('<h1>Internal error</h1>')
    expect(body).toContain(`Request ${id}`)
    expect(body).toContain('<a href="/">Front page</a>')
    expect(body).toContain(`<a href="${path}?x=1">Try again</a>`)
    expect(body).not.toMatch(/secret|<script|refresh/)
  },
)

test('a page in the place of another has the colours that its reader chose', async () => {
  broken = new TypeError('a mistake')
  const chosen = await get('/sets', { cookie: 'theme=dark' })
  const system = await get('/sets', { cookie: 'theme="><script>' })
  broken = null
  expect(chosen.body).toContain('<html lang="en" data-theme="dark">')
  expect(system.body).toContain('<html lang="en">')
})

test('HEAD is answered like GET, without the body', async () => {
  const whole = await get('/errors')
  const head = await request(front.url, 'HEAD', '/errors')
  expect(head).toMatchObject({ status: 200, body: '' })
  expect(head.headers['content-length']).toBe(whole.headers['content-length'])
  expect(made).toEqual(['/errors'])
})

test('gzip holds the same page', async () => {
  const plain = await fetch(`${front.url}/docs`, { headers: { 'accept-encoding': 'identity' } })
  const packed = await fetch(`${front.url}/docs`, { headers: { 'accept-encoding': 'gzip' } })
  expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip'])
  expect(await packed.text()).toBe(await plain.text())
})

test('a page for everyone is made from what it is kept by, and from nothing else that its first reader sent', async () => {
  await get('/models/acme/shared', {
    cookie: 'theme=dark',
    'user-agent': 'Googlebot',
    'next-url': '/x',
    'x-made-up': '1',
  })
  expect(Object.keys(seen).sort()).toEqual(['content-security-policy', 'cookie', 'host'])
  expect([seen.cookie, seen.host]).toEqual(['theme=dark', new URL(front.url).host])
})

test('a page for one reader is made for each, with a nonce and no tag', async () => {
  const [first, second] = [await get('/submit'), await get('/submit')]
  expect(made).toEqual(['/submit', '/submit'])
  expect(first.headers['etag']).toBeUndefined()
  expect(scriptsOf(first.headers['content-security-policy'])).toMatch(/^'self' 'nonce-[^']+'$/)
  expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy'])
})

test('a form that was sent drops what is kept, before its answer is read', async () => {
  await get('/submissions')
  await request(front.url, 'POST', '/submit')
  await get('/submissions')
  expect(made).toEqual(['/submissions', '/submit', '/submissions'])
})

test('an encoded address depends on what it names', async () => {
  await get('/models/acme/sm%61ll')
  await aSecond()
  cache.changed(['model', 'model:acme/small'])
  await get('/models/acme/sm%61ll')
  expect(made).toHaveLength(2)
})

test('a page that turns out to be for each reader is made for the reader who asks, and stored for nobody', async () => {
  await get('/weights')
  const client = { 'user-agent': 'a reader' }
  for (const _ of [1, 2]) {
    const { headers, body } = await get('/models/read/now', client)
    expect(body).toContain(TEXT)
    expect(headers['cache-control']).toBeUndefined()
    expect(seen['user-agent']).toBe('a reader')
  }
  expect(made).toEqual(['/weights', ...Array.from({ length: 4 }, () => '/models/read/now')])
  await get('/weights')
  expect(made).toHaveLength(5)
})
