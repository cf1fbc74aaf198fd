import type { IncomingMessage } from 'node:http'
import { cacheKey } from '@/server/cache/key'

const key = (headers: Record<string, string> = {}, method = 'GET', url = '/weights') =>
  cacheKey({ method, url, headers: { host: 'localhost:3000', ...headers } } as IncomingMessage)

test('GET and HEAD share an answer', () => {
  expect(key()).not.toBeNull()
  expect(key({}, 'HEAD')).toBe(key())
})

test('another address, host or theme is another answer', () => {
  const keys = [
    key(),
    key({}, 'GET', '/weights?layer=2'),
    key({ host: 'weights.example' }),
    key({ cookie: 'theme=dark' }),
    key({ cookie: 'theme=light' }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
  expect(key({ cookie: 'theme=purple' })).toBe(key())
})

test.each<[string, Record<string, string>]>([
  ['a cookie of somebody who is signed in', { cookie: 'session=abc' }],
  ['such a cookie beside the theme', { cookie: 'theme=dark; session=abc' }],
  ['a key', { authorization: 'Bearer sw_abc' }],
  ['a part of a page', { rsc: '1' }],
  ['a range', { range: 'bytes=0-9' }],
])('%s is answered afresh', (_, headers) => {
  expect(key(headers)).toBeNull()
})

test.each(['POST', 'OPTIONS', 'DELETE'])('%s is never answered from the cache', (method) => {
  expect(key({}, method)).toBeNull()
})
