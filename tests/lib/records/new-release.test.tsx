import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { WeightPage } from '@/components/weights/page'
import { WeightTable } from '@/components/weights/table'
import { getWeight } from '@/lib/records/get'
import { readPage } from '@/lib/records/page'
import { rerenderAll, rerenderIsDue } from '@/lib/records/rerender'
import { bestWeights } from '@/lib/weights/best'
import { WEIGHT_FORM } from '@/lib/weights/form'
import { ask } from '../../app/api/ask'
import { dispatch } from '../../app/api/router'
import { text } from '../../components/html'
import { useDatabase } from '../../helpers/database'

// This suite is a release after this one, whose weights have one more field, and it must be there.
jest.mock('@/lib/weights/schema', () => {
  const today = jest.requireActual<typeof import('@/lib/weights/schema')>('@/lib/weights/schema')
  const [now] = [...today.WeightRecord.shape.schema_version.values]
  const next = { schema_version: z.literal(Number(now) + 1), colour: z.string() }
  return { ...today, WeightRecord: today.WeightRecord.extend(next).meta({ id: 'Weight' }) }
})
jest.mock('@/lib/weights/form', () => {
  const { WEIGHT_FORM: today } = jest.requireActual<typeof import('@/lib/weights/form')>('@/lib/weights/form')
  const version = today.version + 1
  const upgrade = (record: object) => ({ ...record, schema_version: version, colour: 'not known then' })
  return { WEIGHT_FORM: { ...today, version, upgrades: { ...today.upgrades, [today.version]: upgrade } } }
})
jest.mock('@/lib/weights/render-many', () => {
  const today = jest.requireActual<typeof import('@/lib/weights/render-many')>('@/lib/weights/render-many')
  const { WEIGHT_FORM: form } = jest.requireMock<typeof import('@/lib/weights/form')>('@/lib/weights/form')
  const renderWeights: typeof today.renderWeights = async (tx, ids) =>
    new Map(
      [...(await today.renderWeights(tx, ids))].map(([id, record]) => [
        id,
        Object.assign(record, { schema_version: form.version, colour: 'green' }),
      ]),
    )
  return { renderWeights }
})

useDatabase({ keep: true })
beforeAll(async () => {
  // By this release: what it writes is the older schema here.
  await promisify(execFile)('npm', ['run', '--silent', 'literature'], { env: process.env })
})

/** Without the comparison with the document, which tells of the schema of this release alone. */
const asWritten = (path: string) => dispatch(new Request(`http://localhost:3000${path}`))
const json = async (path: string) => (await (await ask(path)).json()) as Record<string, unknown>
const OLD = { schema_version: WEIGHT_FORM.version - 1 }
const UPGRADED = { schema_version: WEIGHT_FORM.version, colour: 'not known then' }

test('the API answers with an older record as it was written, at both of its addresses', async () => {
  for (const address of ['/api/v1/weights/SW-000001', '/api/v1/weights/SW-000001.1']) {
    const response = await asWritten(address)
    expect([response.status, response.headers.get('etag')]).toEqual([200, '"SW-000001.1"'])
    const record = (await response.json()) as object
    expect(record).toMatchObject(OLD)
    expect(record).not.toHaveProperty('colour')
  }
})

test('lists give older records in the schema of the release', async () => {
  const { items } = (await json('/api/v1/weights?limit=3')) as { items: object[] }
  expect(items).toHaveLength(3)
  for (const item of items) expect(item).toMatchObject(UPGRADED)
  expect((await bestWeights(1))[0]).toMatchObject(UPGRADED)
})

test('pages show older records, the old versions too', async () => {
  const page = await readPage('weight', 'SW-000001.1')
  if (!page?.record) throw new Error('no record')
  expect(page.record).toMatchObject(UPGRADED)
  const shown = <WeightPage weight={page.record} report={null} origin="" history={page.history} submissions={[]} />
  expect(text(shown)).toContain(page.record.repo)
  expect(text(<WeightTable weights={await bestWeights(2)} caption="Best" />)).toContain('SW-')
})

test('rendering again makes new versions, and leaves the old ones as they were written', async () => {
  expect(await rerenderIsDue()).toBe(true)
  const before: unknown = await (await asWritten('/api/v1/weights/SW-000001.1')).json()
  const { changed } = await rerenderAll()
  expect(changed).toBeGreaterThan(50)
  expect(await rerenderIsDue()).toBe(false)
  expect((await getWeight('SW-000001'))?.record).toMatchObject({ version: 2, colour: 'green' })
  expect(await json('/api/v1/weights/SW-000001')).toMatchObject({ schema_version: WEIGHT_FORM.version, version: 2 })
  expect(await (await asWritten('/api/v1/weights/SW-000001.1')).json()).toEqual(before)
  expect((await rerenderAll()).changed).toBe(0)
})
