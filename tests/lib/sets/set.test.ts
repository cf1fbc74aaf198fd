import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { getModel } from '@/lib/records/get'
import { fileReport } from '@/lib/intake/file'
import { getSet } from '@/lib/records/get'
import { parseStored } from '@/lib/record-form'
import { SET_FORM } from '@/lib/sets/form'
import { SetRecord } from '@/lib/sets/schema'
import { threeNumbers } from '@/lib/stats/three-numbers'
import { startRun } from '@/lib/intake/run'
import { getWeight } from '@/lib/records/get'
import type { Prisma } from '@/prisma/generated/client'
import { useDatabase } from '../../helpers/database'
import { submit, TRIPLE, useHub } from '../../helpers/registry'
import { makeReport, type ReportPlan } from '../../helpers/report'

useDatabase()
useHub()

async function filedSet(plan: ReportPlan = {}): Promise<void> {
  const { record } = await submit(TRIPLE)
  await startRun(1)
  await fileReport(
    1,
    makeReport({ repo: record.repo, commit: record.commit ?? '', members: record.screened ?? [], ...plan }),
  )
}

test('an accepted set has one record, with an ETag that names its version', async () => {
  await filedSet()
  const found = await getSet('SS-000001')
  expect(found?.etag).toBe('"SS-000001.1"')
  expect(SetRecord.parse(found?.record)).toEqual(found?.record)
  expect(found?.record.level.reasons.join(' ')).toContain('2.984375 (BF16), -2.296875 (BF16), 1.6875 (BF16)')
  for (const id of ['SS-000002', 'SW-000001', 'x']) expect(await getSet(id)).toBeNull()
})

test('its model shows it; the front page counts the members of a demonstration model apart', async () => {
  await filedSet()
  expect((await getModel(TRIPLE.repo))?.sets).toEqual([
    { id: 'SS-000001', class: 'B', members: ['SW-000001', 'SW-000002', 'SW-000003'] },
  ])
  expect(await threeNumbers()).toEqual({ weights: 0, verified: 0, models: 0, demo: 3 })
})

test('a publication that states every member of it is named as its source, one that states a part is not', async () => {
  const claim = (row: number, sources: string[]) => ({
    unit: 'scalar' as const,
    repo: TRIPLE.repo,
    model: 'Tiny',
    layer: 1,
    tensor: 'model.layers.1.mlp.down_proj.weight',
    row,
    col: 130,
    sources,
    contradicted_by: [],
  })
  const source = { citation: 'A paper', url: 'https://example.org' }
  const claims = [claim(41, ['all', 'part']), claim(7, ['all']), claim(58, ['all'])]
  await importLiterature({ readme: '', sources: { all: source, part: source }, claims })
  await filedSet()
  expect((await getSet('SS-000001'))?.record.level.reasons).toContain('One publication states it: all.')
  await importLiterature({ readme: '', sources: { all: source, part: source }, claims: claims.slice(1) })
  const { version, level } = (await getSet('SS-000001'))?.record ?? {}
  expect(version).toBe(2)
  expect(level?.reasons.join(' ')).not.toContain('publication states')
})

test('a set without a class says why, and so do its members: of all of them together', async () => {
  await filedSet({ controlCount: 19 })
  const reason =
    'The latest run of all 3 members together gives no class. Not confirmed: removing all 3 together multiplies perplexity by 40. Failed: controls.'
  expect((await getSet('SS-000001'))?.record).toMatchObject({ class: null, missing: { class: reason } })
  expect((await getWeight('SW-000001'))?.record).toMatchObject({ class: null, missing: { class: reason } })
})

test('a set with a class misses nothing', async () => {
  await filedSet()
  expect((await getSet('SS-000001'))?.record.missing).toEqual({})
})

test('a record kept before it had reasons is still one', async () => {
  await filedSet()
  const { body } = await db.setVersion.findFirstOrThrow()
  const { missing: _missing, ...older } = body as Prisma.JsonObject
  // The first releases wrote schema 1.
  expect(parseStored(SET_FORM, { ...older, schema_version: 1 })).toEqual({ ...older, missing: {} })
})
