import { Problem } from '@/lib/http/problem-schema'
import { FOREIGN } from '../helpers/foreign'
import { type RunningFront, startFront } from './front-process'
import { type RawAnswer, raw, request } from './raw'

let front: RunningFront
/** What the front has let pass. */
let passed: string[] = []
beforeAll(async () => {
  front = await startFront({
    pages: async (incoming, outgoing) => {
      passed.push(`${incoming.method} ${incoming.url}`)
      outgoing.end('behind')
    },
  })
})
beforeEach(() => {
  passed = []
})
afterAll(() => front.stop())

/** Names every header that no answer may lack. */
const NEEDED = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
]
const missing = ({ headers }: RawAnswer) => NEEDED.filter((name) => headers[name] === undefined)

function expectRefusal(answer: RawAnswer, status: number, code: string, api: boolean): void {
  expect([answer.status, missing(answer), passed]).toEqual([status, [], []])
  expect(answer.headers['cache-control']).toBe('no-store')
  if (api) {
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(Problem.parse(JSON.parse(answer.body))).toMatchObject({ code, status })
  } else {
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toContain(`<a href="/errors/${code}">`)
  }
}

describe('a form whose parts cannot be told apart is 400', () => {
  const send = (type: string) => request(front.url, 'POST', '/submit', { 'content-type': type })
  test.each([
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/form-data; boundary=short',
    `multipart/form-data; boundary=${'b'.repeat(71)}`,
    `multipart/mixed; boundary=${'b'.repeat(40)}`,
  ])('%s', async (type) => {
    expectRefusal(await send(type), 400, 'malformed-request', false)
  })

  test.each([
    `multipart/form-data; boundary=----WebKitFormBoundary${'b'.repeat(16)}`,
    `multipart/form-data; charset=utf-8; boundary="${'b'.repeat(40)}"`,
    'application/x-www-form-urlencoded',
    'text/plain;charset=UTF-8',
  ])('%s is let pass', async (type) => {
    expect((await send(type)).body).toContain('behind')
  })
})

describe('a path that cannot be decoded is 400', () => {
  test.each([
    '/weights/%ff',
    '/models/demo/%00',
    '/sets/%',
    '/reports/%zz',
    '/docs/%c3',
    '/weights/%ED%A0%80',
    '/weights?model=%00',
  ])('page %s', async (target) => {
    expectRefusal(await request(front.url, 'GET', target), 400, 'malformed-path', false)
  })

  test.each(['/api/v1/weights/%ff', '/api/v1/models/demo/%00', '/api/%', '/api/v1/weights?model=a%00b'])(
    'API %s, and scripts of every site may read why',
    async (target) => {
      const answer = await request(front.url, 'GET', target)
      expectRefusal(answer, 400, 'malformed-path', true)
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      })
    },
  )

  test('HEAD receives the same without a body', async () => {
    const answer = await request(front.url, 'HEAD', '/weights/%ff')
    expect([answer.status, answer.body, missing(answer)]).toEqual([400, '', []])
  })

  test('the page shows what was sent as text', async () => {
    const answer = await request(front.url, 'GET', '/weights/%ff%3Cscript%3E<script>')
    expect(answer.body).not.toContain('<script>')
    expect(answer.body).toContain('&lt;script&gt;')
  })
})

describe('a method that an address does not have is 405 with those it has', () => {
  test.each([
    ['TRACE', '/weights', 'GET, HEAD, OPTIONS'],
    ['FOO', '/weights', 'GET, HEAD, OPTIONS'],
    ['get', '/weights', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/', 'GET, HEAD, OPTIONS'],
    ['POST', '/weights', 'GET, HEAD, OPTIONS'],
    ['PUT', '/submit', 'GET, HEAD, POST, OPTIONS'],
    ['TRACE', '/api/v1/submissions', 'GET, HEAD, POST, OPTIONS'],
    ['FOO', '/api/v1/submissions/SUB-000001/cancel', 'POST, OPTIONS'],
    ['QUERY', '/api/v1/weights/SW-000001', 'GET, HEAD, OPTIONS'],
    ['TRACE', '/api/nothing', 'GET, HEAD, OPTIONS'],
  ])('%s %s', async (method, target, allow) => {
    const answer = await request(front.url, method, target)
    expectRefusal(answer, 405, 'method-not-allowed', target.startsWith('/api'))
    expect(answer.headers['allow']).toBe(allow)
  })

  test('CONNECT, whose target is no path', async () => {
    const answer = await raw(front.url, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')
    expectRefusal(answer, 405, 'method-not-allowed', false)
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS')
  })
})

test.each(['/weights', '/submit?repo=a', '*'])('OPTIONS %s lists the methods', async (target) => {
  const answer = await request(front.url, 'OPTIONS', target)
  expect([answer.status, answer.headers['allow'], missing(answer)]).toEqual([
    204,
    target.startsWith('/submit') ? 'GET, HEAD, POST, OPTIONS' : 'GET, HEAD, OPTIONS',
    [],
  ])
})

describe.each(['/submit', '/api/v1/submissions', '/api/v1/submissions/SUB-000001/cancel'])('POST %s', (target) => {
  test.each(FOREIGN)(
    'with %s is refused before anything sees it, and the connection closed',
    async (_, headers, status) => {
      const answer = await request(front.url, 'POST', target, headers, 'x'.repeat(1000))
      expectRefusal(answer, status, status === 421 ? 'wrong-host' : 'cross-site', target.startsWith('/api'))
      expect(answer.headers['connection']).toBe('close')
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    },
  )

  test('of this site passes', async () => {
    expect(
      (await request(front.url, 'POST', target, { origin: front.url, 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200)
    expect(passed).toEqual([`POST ${target}`])
  })
})

describe('what is not a request of HTTP', () => {
  test.each([
    ['a line of nonsense', 'hello\r\n\r\n', 400, 'malformed-request'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n', 400, 'malformed-request'],
    [
      'two lengths',
      'POST /submit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
      400,
      'malformed-request',
    ],
    [
      'an address with a letter beyond ASCII',
      Buffer.from('GET /caf\xe9 HTTP/1.1\r\nHost: localhost\r\n\r\n', 'latin1'),
      400,
      'malformed-request',
    ],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400, 'malformed-request'],
    [
      'headers of 20 kB',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'an address of 20 kB',
      `GET /weights?model=${'x'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
      'headers-too-large',
    ],
  ] as const)('%s is refused with every header', async (_, bytes, status, code) => {
    expectRefusal(await raw(front.url, bytes), status, code, false)
  })

  test('an answer in progress is not mixed with the refusal of what follows', async () => {
    const answer = await raw(front.url, 'GET /a HTTP/1.1\r\nHost: localhost\r\n\r\nnonsense\r\n\r\n')
    expect(answer.body).not.toContain('malformed-request')
  })
})

test('a target in absolute form is taken apart, and its host is the one that counts', async () => {
  expect((await request(front.url, 'GET', 'http://localhost:3000/weights?layer=2')).status).toBe(200)
  expect(passed).toEqual(['GET /weights?layer=2'])
  expect((await request(front.url, 'POST', 'http://evil.example/submit')).status).toBe(421)
})

test('an expectation that nobody knows is ignored', async () => {
  expect((await request(front.url, 'GET', '/', { expect: 'a-cake' })).status).toBe(200)
})
