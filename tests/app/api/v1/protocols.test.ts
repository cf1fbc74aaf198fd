import { createHash } from 'node:crypto'
import { SWP2, CURRENT_PROTOCOL } from '@/lib/protocol'
import { ask, askTwice } from '../ask'

const BY_HASH = `/api/v1/protocols/${CURRENT_PROTOCOL.sha256}`

test('200: the bytes that are served have the SHA-256 that reports name, and are kept forever', async () => {
  const response = await askTwice(BY_HASH)
  const text = await response.text()
  expect(createHash('sha256').update(text).digest('hex')).toBe(CURRENT_PROTOCOL.sha256)
  expect(JSON.parse(text)).toEqual(SWP2)
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(response.headers.get('etag')).toBe(`"${CURRENT_PROTOCOL.sha256}"`)
})

test('200: by its id the same document, whose address by hash is named; that one may change', async () => {
  const response = await ask('/api/v1/protocols/swp-2')
  expect(await response.text()).toBe(await (await ask(BY_HASH)).text())
  expect(response.headers.get('content-location')).toBe(BY_HASH)
  expect(response.headers.get('cache-control')).toMatch(/must-revalidate/)
})

test('200: in capitals too', async () => {
  expect((await ask(BY_HASH.toUpperCase().replace('/API/V1/PROTOCOLS', '/api/v1/protocols'))).status).toBe(200)
})

test.each(['0'.repeat(64), 'swp-3'])('404: %s, with the address of the one that there is', async (name) => {
  expect(await (await ask(`/api/v1/protocols/${name}`)).json()).toMatchObject({
    code: 'not-found',
    detail: expect.stringContaining(BY_HASH),
  })
})

test('422: what is too long to be a name', async () => {
  expect(await (await ask(`/api/v1/protocols/${'0'.repeat(65)}`)).json()).toMatchObject({
    code: 'invalid-input',
    errors: [{ path: 'protocol' }],
  })
})
