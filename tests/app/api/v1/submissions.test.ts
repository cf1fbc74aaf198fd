import { closeQueue } from '@/lib/jobs/queue'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { ask, askTwice, post } from '../ask'
import { HUB, SINGLE, submit } from '../filed'
import { startApi } from '../http-server'

useDatabase()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
})
afterEach(() => {
  delete process.env.HOST
})
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

interface Page {
  items: SubmissionRecord[]
  next_cursor: string | null
}
const code = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]

describe('POST', () => {
  test('201: a claim is read at a pinned commit and waits for a verifier, at the address in Location', async () => {
    const response = await post('/api/v1/submissions', { ...SINGLE, note: 'found by hand' })
    expect([response.status, response.headers.get('cache-control'), response.headers.get('etag')]).toEqual([
      201,
      'no-store',
      null,
    ])
    const record = (await response.json()) as SubmissionRecord
    expect(record).toMatchObject({ id: 'SUB-000001', status: 'queued', note: 'found by hand', queue: { position: 1 } })
    expect(record.screened?.[0]).toMatchObject({ row: 23, col: 88, value: 2.171875, bits: '400b' })
    expect(response.headers.get('location')).toBe('/api/v1/submissions/SUB-000001')
    expect((await ask(String(response.headers.get('location')))).status).toBe(200)
  })

  test('201: without coordinates it is a search, 200: the same one when sent again', async () => {
    const response = await post('/api/v1/submissions', { repo: 'demo/tiny-single' })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      id: 'SUB-000001',
      kind: 'search',
      status: 'queued',
      coordinates: [],
      screened: [],
      search: null,
      missing: { search: 'No run has finished yet.', verdict: 'It is a search, and claims nothing.' },
    })
    const again = await post('/api/v1/submissions', { repo: 'demo/tiny-single', revision: 'main' })
    expect([again.status, again.headers.get('location')]).toEqual([200, '/api/v1/submissions/SUB-000001'])
  })

  test('422: an empty list of coordinates is a mistake, not a search, and a search has no value', async () => {
    expect(await code(await post('/api/v1/submissions', { repo: 'demo/tiny-single', coordinates: [] }))).toEqual([
      422,
      'invalid-input',
    ])
    expect(await code(await post('/api/v1/submissions', { repo: 'demo/tiny-single', value: 1 }))).toEqual([
      422,
      'value-of-a-set',
    ])
  })

  test('200: the same claim in another spelling is the submission that exists, and no second one', async () => {
    const first = await submit(SINGLE)
    const again = await post('/api/v1/submissions', {
      repo: 'demo/tiny-single',
      coordinates: ['layers[1].mlp.down_proj.weight[23, 88]'],
    })
    expect([again.status, again.headers.get('location')]).toEqual([200, `/api/v1/submissions/${first.id}`])
    expect(((await (await ask('/api/v1/submissions')).json()) as Page).items).toHaveLength(1)
  })

  test('201: a repo that is not there is kept as blocked, with what to do', async () => {
    const response = await post('/api/v1/submissions', { repo: 'demo/no-such-model', coordinates: ['1:2:3'] })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ status: 'blocked', reason: { code: 'not-public' }, screened: null })
  })

  test('400: a body that is not JSON', async () => {
    const response = await ask('/api/v1/submissions', {
      method: 'POST',
      body: '{"repo": "demo/tiny-single",}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await response.json()).toMatchObject({ status: 400, code: 'malformed-json', position: { line: 1 } })
  })

  test('401: on a site that others can reach, nobody submits without signing in', async () => {
    process.env.HOST = '0.0.0.0'
    expect(await code(await post('/api/v1/submissions', SINGLE))).toEqual([401, 'sign-in-required'])
  })

  test.each([
    ['a form on another site', { origin: 'https://evil.example' }, 403, 'cross-site'],
    ['a name that was pointed at this machine', { host: 'evil.example:3000' }, 421, 'wrong-host'],
    ['a plain HTML form', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
  ] as const)('%s makes nobody submit', async (_, headers, status, word) => {
    expect(await code(await post('/api/v1/submissions', SINGLE, headers))).toEqual([status, word])
    expect(((await (await ask('/api/v1/submissions')).json()) as Page).items).toEqual([])
  })

  test('a browser that asks first is not told that a page of another site may post', async () => {
    const response = await ask('/api/v1/submissions', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS')
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD')
  })

  test('413: a note of 10 MB is refused while it is still being sent', async () => {
    const api = await startApi()
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 10_000
        controller.enqueue(new Uint8Array(10_000).fill(0x61))
        if (sent >= 10_000_000) controller.close()
      },
    })
    const init = {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit
    try {
      const response = await fetch(`${api.url}/api/v1/submissions`, init)
      expect(await code(response)).toEqual([413, 'body-too-large'])
      expect(sent).toBeLessThan(10_000_000)
    } finally {
      await api.close()
    }
  })

  test.each([
    ['a coordinate that is none', { coordinates: ['layer two'] }, 'malformed-coordinate'],
    ['a column beyond the tensor', { coordinates: ['1:23:9999'] }, 'no-such-coordinate'],
    ['a layer beyond the model', { coordinates: ['99:1:1'] }, 'no-such-coordinate'],
    ['no coordinate', { coordinates: [] }, 'invalid-input'],
    ['nine coordinates', { coordinates: Array.from({ length: 9 }, (_, i) => `1:1:${i}`) }, 'invalid-input'],
    ['one coordinate twice', { coordinates: ['1:23:88', '1:23:88'] }, 'duplicate-coordinate'],
    ['a repo that cannot be', { repo: '../etc' }, 'malformed-repo'],
    ['a field that is misspelt', { coordinate: '1:23:88' }, 'invalid-input'],
    ['a note of 4,001 characters', { note: 'x'.repeat(4_001) }, 'invalid-input'],
    ['a note with NUL', { note: 'a\0b' }, 'invalid-input'],
    ['a value that is a text', { value: '2.17' }, 'invalid-input'],
  ])('422: %s', async (_, changed, word) => {
    expect(await code(await post('/api/v1/submissions', { ...SINGLE, ...changed }))).toEqual([422, word])
  })

  test('a note as long as one may be, in letters that JSON writes long, is taken', async () => {
    const note = '\u0001'.repeat(4_000)
    expect(JSON.stringify(note).length).toBeGreaterThan(20_000)
    expect((await post('/api/v1/submissions', { ...SINGLE, note })).status).toBe(201)
  })

  test('201: a value that is not the stored one is recorded as invalid, both shown', async () => {
    const response = await post('/api/v1/submissions', { ...SINGLE, value: 0.5 })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      status: 'invalid',
      claimed_value: 0.5,
      reason: { text: expect.stringContaining('2.17') },
    })
  })
})

describe('GET', () => {
  test('200: latest first, page by page, by status and repo', async () => {
    for (const repo of ['demo/a', 'demo/b', 'demo/c']) await submit({ repo, coordinates: ['1:1:1'] })
    await submit(SINGLE)
    const page = async (query: string) => (await (await ask(`/api/v1/submissions${query}`)).json()) as Page
    const first = await page('?limit=3')
    const second = await page(`?limit=3&cursor=${first.next_cursor}`)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([
      'SUB-000004',
      'SUB-000003',
      'SUB-000002',
      'SUB-000001',
    ])
    expect(second.next_cursor).toBeNull()
    expect((await page('?status=queued')).items.map(({ repo }) => repo)).toEqual(['demo/tiny-single'])
    expect((await page('?repo=demo/b')).items).toHaveLength(1)
  })

  test('304: whoever polls the queue gets nothing while nothing happens', async () => {
    await submit(SINGLE)
    const first = await askTwice('/api/v1/submissions')
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  })

  test('400 and 422: what no list can be asked', async () => {
    expect(await code(await ask('/api/v1/submissions?state=queued'))).toEqual([400, 'unknown-parameter'])
    expect(await code(await ask('/api/v1/submissions?cursor=x'))).toEqual([400, 'bad-cursor'])
    expect(await code(await ask('/api/v1/submissions?status=lost'))).toEqual([422, 'invalid-input'])
  })
})
