import type { IncomingMessage, ServerResponse } from 'node:http'
import { arrival, forwardedBy } from '@/lib/arrival/arrival'
import { hashSource } from '@/lib/http/security-headers'
import { type RunningFront, startFront } from './front-process'
import { request } from './raw'

const HASHES = {
  byPath: { '/made': { scripts: [hashSource('made at build')], styles: [] } },
}

let answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void> = (_, response) =>
  void response.end()
let front: RunningFront
beforeAll(async () => {
  front = await startFront({ hashes: HASHES, pages: async (incoming, outgoing) => answer(incoming, outgoing) })
})
afterEach(() => {
  delete process.env.PUBLIC_URL
})
afterAll(() => front.stop())

const html = (status: number) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status, { 'content-length': '0' }).end()
}
const page =
  (status = 200) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    html(status)(_, response)
  }
const scriptsOf = (policy = '') => (/script-src ([^;]*)/.exec(policy)?.[1] ?? '').split(' ')
const ask = async (path: string, headers: Record<string, string> = {}) =>
  (await request(front.url, 'GET', path, headers)).headers

test('a page gets a nonce of its own, which Next finds in the request', async () => {
  let told: unknown
  answer = (incoming, response) => {
    told = incoming.headers['content-security-policy']
    page()(incoming, response)
  }
  const first = await ask('/submit', {
    'content-security-policy': "script-src 'nonce-mine'",
    'content-security-policy-report-only': "script-src 'nonce-mine'",
  })
  expect(first['content-security-policy']).toBe(told)
  expect(scriptsOf(first['content-security-policy'])).toEqual([
    "'self'",
    expect.stringMatching(/^'nonce-[A-Za-z0-9+/]{22}=='$/),
  ])
  expect(scriptsOf((await ask('/submit'))['content-security-policy'])[1]).not.toBe(
    scriptsOf(first['content-security-policy'])[1],
  )
})

test('nothing inline is allowed that is not named', async () => {
  answer = page()
  expect((await ask('/weights'))['content-security-policy']).not.toMatch(/unsafe-(inline|eval)|\*/)
})

test('a page made at build is named by the hashes of its scripts, in a 304 too: a browser keeps the page with these headers', async () => {
  answer = page()
  expect(scriptsOf((await ask('/made?x=1'))['content-security-policy'])).toContain(HASHES.byPath['/made'].scripts[0])
  answer = html(304)
  expect(scriptsOf((await ask('/made'))['content-security-policy'])).toContain(HASHES.byPath['/made'].scripts[0])
})

test('a page that broke is replaced by one that runs no script', async () => {
  answer = page(500)
  const policy = (await ask('/weights'))['content-security-policy']
  expect(scriptsOf(policy)).toEqual(["'self'"])
  expect(policy).toMatch(/style-src 'self' 'sha256-[^']+';/)
  answer = page(404)
  expect((await ask('/weights'))['content-security-policy']).not.toContain('sha256')
})

test('what is not a page may load and run nothing', async () => {
  for (const [path, type] of [
    ['/api/v1/weights', 'application/json'],
    ['/icon.svg', 'image/svg+xml'],
    ['/_next/static/x.js', 'application/javascript'],
    ['/x', ''],
  ]) {
    answer = (_, response) => {
      if (type) response.setHeader('content-type', type)
      html(200)(_, response)
    }
    expect((await ask(String(path)))['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'")
  }
})

test('other sites may embed only what their scripts may read anyway', async () => {
  answer = page()
  expect((await ask('/'))['cross-origin-resource-policy']).toBe('same-origin')
  answer = (_, response) => {
    response.setHeader('access-control-allow-origin', '*')
    html(200)(_, response)
  }
  expect((await ask('/api/v1/weights'))['cross-origin-resource-policy']).toBe('cross-origin')
})

test('behind https, and only there, browsers are told to come by https', async () => {
  answer = page()
  expect((await ask('/'))['strict-transport-security']).toBeUndefined()
  process.env.PUBLIC_URL = 'http://weights.example'
  expect((await ask('/'))['strict-transport-security']).toBeUndefined()
  process.env.PUBLIC_URL = 'https://weights.example'
  expect((await ask('/'))['strict-transport-security']).toBe('max-age=31536000')
  expect((await ask('/weights/%ff'))['strict-transport-security']).toBe('max-age=31536000')
})

test('an error that nobody caught is 500 with every header, and told to nobody', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  answer = () => {
    throw new Error('hunter2')
  }
  const { status, headers, body } = await request(front.url, 'GET', '/weights')
  expect([status, headers['x-frame-options']]).toEqual([500, 'DENY'])
  expect(body).not.toContain('hunter2')
  expect(String(logged.mock.calls[0]?.[0])).toContain('hunter2')
  logged.mockRestore()
})

test('whether a proxy passed a request on is known behind the front, whatever is added there', async () => {
  const seen: (string | null)[] = []
  answer = (incoming, response) => {
    incoming.headers['x-forwarded-for'] = '127.0.0.1' // as Next does
    seen.push(forwardedBy(new Request('http://localhost', { headers: { 'x-forwarded-for': '127.0.0.1' } })))
    response.end()
  }
  await ask('/submit')
  await ask('/submit', { 'x-forwarded-for': '127.0.0.1' })
  await ask('/submit', { via: '1.1 proxy' })
  expect(seen).toEqual([null, 'X-Forwarded-For', 'Via'])
})

test('Next compares Origin with what the guard has checked, never with what a client says of itself', async () => {
  process.env.PUBLIC_URL = 'https://weights.example'
  const seen: unknown[] = []
  answer = ({ headers }, response) => {
    seen.push(headers['x-forwarded-host'])
    response.end()
  }
  await request(front.url, 'POST', '/submit', { origin: 'https://weights.example', 'x-forwarded-host': 'evil.example' })
  await request(front.url, 'POST', '/submit', { 'x-forwarded-host': 'evil.example' })
  expect(seen).toEqual(['weights.example', undefined])
})

test('a page may be answered with another status than 200, and an answer that has one keeps it', async () => {
  const missing = (status: number) => (incoming: IncomingMessage, response: ServerResponse) => {
    arrival()?.answerAs?.(404)
    page(status)(incoming, response)
  }
  answer = missing(200)
  expect((await request(front.url, 'GET', '/missing')).status).toBe(404)
  answer = missing(500)
  expect((await request(front.url, 'GET', '/broken')).status).toBe(500)
})
