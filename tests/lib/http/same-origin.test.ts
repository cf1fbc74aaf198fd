import { assertSameOrigin, publicOrigin } from '@/lib/http/same-origin'

const post = (headers: Record<string, string>) =>
  new Request('http://localhost:3000/api/v1/submissions', { method: 'POST', headers })
const check = (headers: Record<string, string>) => () => assertSameOrigin(post(headers))

afterEach(() => {
  delete process.env.HOST
  delete process.env.PUBLIC_URL
})

test.each([
  ['a program, which sends no Origin', { host: 'localhost:3000' }],
  [
    'the form of this site',
    { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
  ],
  ['the address typed as IPv6', { host: '[::1]:3000', origin: 'http://[::1]:3000' }],
])('%s may submit', (_, headers) => {
  expect(check(headers as unknown as Record<string, string>)).not.toThrow()
})

test.each([
  ['a form on another site', { host: 'localhost:3000', origin: 'https://evil.example' }],
  ['a page in a sandbox', { host: 'localhost:3000', origin: 'null' }],
  ['another program on this machine', { host: 'localhost:3000', origin: 'http://localhost:8080' }],
  ['a browser that hides the origin but says cross-site', { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }],
  ['a page on a neighbour domain', { host: 'localhost:3000', 'sec-fetch-site': 'same-site' }],
])('%s may not make a reader submit', (_, headers) => {
  expect(check(headers as unknown as Record<string, string>)).toThrow(
    expect.objectContaining({ status: 403, code: 'cross-site' }),
  )
})

test.each([
  'evil.example:3000',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil.example#localhost',
  '',
  '[::2]:3000',
])('a foreign name that resolves to this machine (%j) is refused, though its origin fits', (host) => {
  const headers = { host, origin: `http://${host}` }
  expect(check(headers)).toThrow(expect.objectContaining({ status: 421, code: 'wrong-host' }))
})

test('behind a proxy that ends TLS, the public address is ours', () => {
  process.env.PUBLIC_URL = 'https://weights.example'
  expect(check({ host: 'weights.example', origin: 'https://weights.example' })).not.toThrow()
  expect(check({ host: 'localhost:3000', origin: 'https://weights.example' })).not.toThrow()
  expect(check({ host: 'other.example' })).toThrow(/does not serve/)
})

test.each([
  ['the public name by another scheme', 'weights.example', 'http://weights.example'],
  ['another name for the same machine', 'other.example', 'http://other.example'],
])('where PUBLIC_URL names the site, a page under %s is foreign', (_, host, origin) => {
  process.env.PUBLIC_URL = 'https://weights.example'
  process.env.HOST = '0.0.0.0'
  expect(check({ host, origin })).toThrow(expect.objectContaining({ code: 'cross-site' }))
})

test('a site that listens for everybody is asked by any name, but still not from another site', () => {
  process.env.HOST = '0.0.0.0'
  expect(check({ host: 'box.local:3000', origin: 'http://box.local:3000' })).not.toThrow()
  expect(check({ host: 'box.local:3000', origin: 'https://evil.example' })).toThrow(/another site/)
})

test('links are absolute only where the name can be trusted', () => {
  expect(publicOrigin(post({ host: '127.0.0.1:4000' }))).toBe('http://127.0.0.1:4000')
  expect(publicOrigin(post({ host: 'evil.example' }))).toBe('')
  process.env.PUBLIC_URL = 'https://weights.example'
  expect(publicOrigin(post({ host: 'evil.example' }))).toBe('https://weights.example')
})
