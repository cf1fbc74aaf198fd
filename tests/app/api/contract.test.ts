import { expectPublished } from './contract'

// The other suites rely on this check; here it is shown to refuse what the document does not allow.
const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
const HEALTH = {
  status: 'ok',
  database: 'up',
  queue: { status: 'up', waiting: 0, running: 0 },
  storage: 'ok',
  reason: null,
  version: '0.1.0',
}
const PROBLEM = { type: '/errors/x', title: 'X', status: 404, detail: '', instance: '/', code: 'x', request_id: '1' }

test('an answer as published passes', async () => {
  await expectPublished('GET', '/api/v1/health', json(HEALTH))
  await expectPublished('GET', '/api/v1/weights/SW-1', json(PROBLEM, 404, 'application/problem+json'))
})

test.each([
  ['a field too few', json({ ...HEALTH, version: undefined })],
  ['a field too many', json({ ...HEALTH, secret: 1 })],
  ['a word that is none of those', json({ ...HEALTH, status: 'fine' })],
  ['another type of number', json({ ...HEALTH, queue: { status: 'up', waiting: 0.5, running: 0 } })],
  ['another content type', json(HEALTH, 200, 'text/plain')],
  ['a status that is not published', json(HEALTH, 418)],
])('%s is noticed', async (_, response) => {
  await expect(expectPublished('GET', '/api/v1/health', response)).rejects.toThrow()
})

test('a time that is none is noticed: formats are checked', async () => {
  const page = (at: string) =>
    json({ items: [{ ...MODEL, checkpoint: { ...CHECKPOINT, read_at: at } }], next_cursor: null })
  await expectPublished('GET', '/api/v1/models', page('2026-01-01T00:00:00Z'))
  await expect(expectPublished('GET', '/api/v1/models', page('2026-02-31T00:00:00Z'))).rejects.toThrow()
  await expect(expectPublished('GET', '/api/v1/models', page('yesterday'))).rejects.toThrow()
})

const CHECKPOINT = {
  commit: 'a'.repeat(40),
  family: 'llama',
  layers: 1,
  hidden_size: 1,
  intermediate_size: 1,
  dtype: 'F32',
  parameters: 1,
  gated: false,
}
const MODEL = {
  schema_version: 1,
  repo: 'a/b',
  url: '/',
  display_name: null,
  weight_count: 0,
  verified_count: 0,
  set_count: 0,
  best_class: null,
  best_level: null,
  layers: [],
  missing: {},
}
