import { z } from 'zod'
import { db } from '@/lib/db'
import { readPage } from '@/lib/records/page'
import { WEIGHT_FORM } from '@/lib/weights/form'
import { useDatabase } from '../../helpers/database'
import { importOneClaim } from '../../helpers/one-claim'

useDatabase({ keep: true })
beforeAll(async () => {
  await importOneClaim('a')
  await importOneClaim('b')
})

test('a page shows the version that its address names, with the history of all of them', async () => {
  const page = await readPage('weight', 'SW-000001.1')
  expect(page).toMatchObject({
    name: 'SW-000001',
    url: '/weights/SW-000001',
    version: 1,
    latest: 2,
    record: { version: 1, claims: [{ sources: [{ key: 'a' }] }] },
  })
  expect(page?.history.map(({ version, reason }) => [version, reason])).toEqual([
    [2, 'The literature was imported.'],
    [1, 'The literature was imported.'],
  ])
  expect(await readPage('weight', 'SW-000001')).toMatchObject({ version: 2, latest: 2 })
})

test('there is no page of a version, or a record, that there is not', async () => {
  for (const name of ['SW-000001.3', 'SW-000002', 'SW-000002.1', 'SS-000001', 'x'])
    expect(await readPage('weight', name)).toBeNull()
  expect(await readPage('set', 'SS-000001')).toBeNull()
})

test('an old version in a form that is not known any more has no record, only what was written; the latest has to fit', async () => {
  const { body } = await db.weightVersion.findFirstOrThrow({ where: { version: 1 } })
  jest.replaceProperty(WEIGHT_FORM, 'schema', z.object({ new_field: z.string() }) as never)
  expect(await readPage('weight', 'SW-000001.1')).toMatchObject({ record: null, body })
  await expect(readPage('weight', 'SW-000001')).rejects.toThrow(z.ZodError)
  jest.restoreAllMocks()
})

test('versions of a model have pages too', async () => {
  const page = await readPage('model', 'org/name/versions/1')
  expect(page).toMatchObject({
    name: 'org/name',
    url: '/models/org/name',
    versionUrl: '/models/org/name/versions/1',
    version: 1,
    latest: 1,
    record: { repo: 'org/name', version: 1, weight_count: 1 },
  })
  expect(page?.history.map(({ url }) => url)).toEqual(['/models/org/name/versions/1'])
})
