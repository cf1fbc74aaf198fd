import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import type { ModelRecord } from '@/lib/models/schema'
import { useDatabase } from '../../../../helpers/database'
import { ask, askTwice } from '../../ask'

useDatabase({ keep: true })
beforeAll(async () => {
  const claim = { repo: 'org/name-1.5', model: 'Name', sources: ['a'], layer: 1, col: 3 }
  const at = (row: number) => ({ ...claim, tensor: 'model.layers.1.mlp.down_proj.weight', row })
  const sources = { a: { citation: 'A paper', url: 'https://example.org/a' } }
  await importLiterature({ readme: '', sources, claims: [at(1)] })
  await importLiterature({ readme: '', sources, claims: [at(1), at(2)] })
})

const REPO = '/api/v1/models/org/name-1.5'
const json = async (address: string) => (await (await ask(address)).json()) as ModelRecord

test("200: every version of a model's record stays at its own address, as it was written, forever", async () => {
  const first = await askTwice(`${REPO}/versions/1`)
  expect(first.headers.get('etag')).toBe('"org/name-1.5/versions/1"')
  expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(first.headers.get('link')).toBe(`<${REPO}>; rel="latest-version"`)
  expect(await first.json()).toMatchObject({ repo: 'org/name-1.5', version: 1, weight_count: 1 })
  expect(await json(REPO)).toMatchObject({ version: 2, weight_count: 2 })
})

test('200: the latest version answers with the same bytes and the same ETag at both of its addresses', async () => {
  const [latest, named] = await Promise.all([askTwice(REPO), askTwice(`${REPO}/versions/2`)])
  expect(await latest.text()).toBe(await named.text())
  expect(latest.headers.get('etag')).toBe(named.headers.get('etag'))
  expect(latest.headers.get('content-location')).toBe(`${REPO}/versions/2`)
  expect(latest.headers.get('cache-control')).toMatch(/must-revalidate/)
})

test('308: other capitals lead to the same version', async () => {
  const response = await ask('/api/v1/models/Org/NAME-1.5/versions/1')
  expect([response.status, response.headers.get('location')]).toEqual([308, `${REPO}/versions/1`])
})

test('404: a version that there is not, with those that there are; and a repo that only looks like a version', async () => {
  const response = await ask(`${REPO}/versions/3`)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    detail: `org/name-1.5 has no version 3: there are its versions 1 and 2, such as ${REPO}/versions/2.`,
    versions: { first: 1, latest: 2 },
    suggestion: 'org/name-1.5/versions/2',
  })
  for (const address of ['/api/v1/models/org/name-1.5.1', '/api/v1/models/org/nothing/versions/1'])
    expect((await ask(address)).status).toBe(404)
})

test.each(['0', 'x', '1.5', '99999999999'])('422: %s is not the number of a version', async (version) => {
  expect((await ask(`${REPO}/versions/${version}`)).status).toBe(422)
})

test('200: a model of an old database, whose record nobody has rendered yet, is rendered when asked for', async () => {
  await db.model.create({ data: { repo: 'org/new' } })
  expect((await ask('/api/v1/models/org/new')).status).toBe(200)
})
