import { env } from '@/lib/env'
import { type RunningFront, startFront } from './front-process'
import { request } from './raw'

let front: RunningFront
beforeAll(async () => {
  process.env.READ_ONLY = '1'
  expect(env().READ_ONLY).toBe(true)
  front = await startFront({ pages: async (_, response) => void response.writeHead(200).end() })
})
afterAll(async () => {
  delete process.env.READ_ONLY
  await front.stop()
})

test.each([
  ['POST', '/api/v1/submissions', 'application/problem+json'],
  ['POST', '/submit', 'text/html; charset=utf-8'],
  ['POST', '/sign-in/with/huggingface', 'text/html; charset=utf-8'],
  ['POST', '/sign-out', 'text/html; charset=utf-8'],
])('%s %s is refused, and says when to try again', async (method, path, type) => {
  const { status, headers, body } = await request(front.url, method, path)
  expect([status, headers['content-type'], headers['retry-after']]).toEqual([503, type, '300'])
  expect(body).toContain('only answers readers at the moment')
})

test.each(['GET', 'HEAD', 'OPTIONS'])('%s goes on', async (method) => {
  expect((await request(front.url, method, '/weights')).status).toBeLessThan(300)
})
