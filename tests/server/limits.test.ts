import http from 'node:http'
import { SOCKET_ADDRESS } from '@/lib/arrival/client-address'
import { MAX_WRITES } from '@/lib/limits/admit-write'
import { type RunningFront, startFront } from './front-process'

let front: RunningFront
/** Answers that are held back. */
const held: (() => void)[] = []
let hold = false
const seen: http.IncomingHttpHeaders[] = []

beforeAll(async () => {
  front = await startFront({
    pages: async ({ headers }, response) => {
      seen.push(headers)
      if (hold) await new Promise<void>((resolve) => held.push(resolve))
      response.end('answered')
    },
  })
})
afterAll(() => front.stop())

test('the address of the socket is what the site is told, whatever the client says', async () => {
  await fetch(`${front.url}/api/v1/weights`, { headers: { [SOCKET_ADDRESS]: '1.2.3.4' } })
  expect(seen.at(-1)?.[SOCKET_ADDRESS]).toBe('127.0.0.1')
})

test('with too many writes in progress the next is refused at once, and reading goes on', async () => {
  hold = true
  const write = () => fetch(`${front.url}/api/v1/submissions`, { method: 'POST', body: '{}' })
  const writes = Array.from({ length: MAX_WRITES }, write)
  while (held.length < MAX_WRITES) await new Promise((resolve) => setTimeout(resolve, 5))
  const refused = await write()
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([
    503,
    '5',
    expect.objectContaining({ code: 'overloaded' }),
  ])
  hold = false
  expect((await fetch(`${front.url}/api/v1/weights`)).status).toBe(200)
  for (const free of held) free()
  expect((await Promise.all(writes)).every(({ status }) => status === 200)).toBe(true)
  expect((await write()).status).toBe(200)
})
