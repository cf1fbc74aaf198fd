import type { z } from 'zod'
import { importLiterature } from '@/lib/literature/import'
import type { Literature } from '@/lib/literature/schema'
import { fileReport } from '@/lib/intake/file'
import { getSet } from '@/lib/records/get'
import { startRun } from '@/lib/intake/run'
import { useDatabase } from '../../helpers/database'
import { submit, TRIPLE, useHub } from '../../helpers/registry'
import { makeReport } from '../../helpers/report'

useDatabase()
useHub()

const TENSOR = 'model.layers.1.mlp.down_proj.weight'
const members = [41, 7, 58].map((row) => ({ tensor: TENSOR, row, col: 130 }))
const SETS: z.input<typeof Literature> = {
  readme: '',
  sources: { paper: { citation: 'A paper', url: 'https://example.org/paper' } },
  claims: members.map((member) => ({
    unit: 'scalar',
    repo: TRIPLE.repo,
    model: 'Tiny',
    layer: 1,
    ...member,
    sources: ['paper'],
  })),
  sets: [{ repo: TRIPLE.repo, model: 'Tiny', members, sources: ['paper'], note: 'All of its super weights.' }],
}
beforeEach(async () => {
  await importLiterature(SETS)
})

const set = async (id = 'SS-000001') => (await getSet(id))?.record

test("a submission of its members pins the literature's set: same id, now at level 1 with the values read here", async () => {
  expect(await set()).toMatchObject({ version: 1, commit: null, level: { number: 0 } })
  const { record } = await submit(TRIPLE)
  expect(await set()).toMatchObject({
    version: 2,
    commit: record.commit,
    level: { number: 1 },
    verified: false,
    claims: [{ note: 'All of its super weights.' }],
  })
  expect((await set())?.members.map((m) => m.value)).toEqual([2.984375, -2.296875, 1.6875])
  expect((await set())?.missing).not.toHaveProperty('commit')
})

test('in whatever order they are claimed', async () => {
  await submit({ ...TRIPLE, coordinates: [...TRIPLE.coordinates].reverse() })
  expect((await set())?.level.number).toBe(1)
})

test('its report lands on the same record', async () => {
  const { record } = await submit(TRIPLE)
  await startRun(1)
  await fileReport(1, makeReport({ repo: record.repo, commit: record.commit ?? '', members: record.screened ?? [] }))
  expect(await set()).toMatchObject({ class: 'B', level: { number: 2 }, reports: [{ class: 'B' }] })
  expect(await set('SS-000002')).toBeUndefined()
})

test('a submission of some of them pins their records and not the set', async () => {
  await submit({ ...TRIPLE, coordinates: TRIPLE.coordinates.slice(0, 2) })
  expect(await set()).toMatchObject({ commit: null, level: { number: 0 } })
})

test('importing again after that changes nothing', async () => {
  await submit(TRIPLE)
  expect(await importLiterature(SETS)).toEqual({ sources: 0, claims: 0, effects: 0, withdrawn: 0 })
  expect(await set('SS-000002')).toBeUndefined()
})

test('a set that was reported first is the one in the literature, once it is listed there', async () => {
  await importLiterature({ ...SETS, sets: [] })
  const { record } = await submit(TRIPLE)
  await startRun(1)
  await fileReport(1, makeReport({ repo: record.repo, commit: record.commit ?? '', members: record.screened ?? [] }))
  await importLiterature({
    ...SETS,
    sets: [{ repo: TRIPLE.repo, model: 'Tiny', members: [...members].reverse(), sources: ['paper'] }],
  })
  expect(await set('SS-000002')).toBeUndefined()
  expect((await set())?.claims.map((c) => c.withdrawn_at === null)).toEqual([false, true])
})
