import { importLiterature } from '@/lib/literature/import'
import type { z } from 'zod'
import type { Literature } from '@/lib/literature/schema'
import { fileReport } from '@/lib/intake/file'
import { startRun } from '@/lib/intake/run'
import { getWeight } from '@/lib/records/get'
import { useDatabase } from '../../helpers/database'
import { SINGLE, submit, useHub } from '../../helpers/registry'
import { makeReport } from '../../helpers/report'

useDatabase()
useHub()

const LITERATURE: z.input<typeof Literature> = {
  readme: '',
  sources: { paper: { citation: 'A paper', url: 'https://example.org/paper' } },
  claims: [
    {
      unit: 'scalar',
      repo: SINGLE.repo,
      model: 'Tiny',
      layer: 1,
      tensor: 'model.layers.1.mlp.down_proj.weight',
      row: 23,
      col: 88,
      sources: ['paper'],
      contradicted_by: [],
      value: { stored: 2.17, source: 'paper' },
    },
  ],
}
beforeEach(async () => {
  await importLiterature(LITERATURE)
})

const weight = async (id = 'SW-000001') => (await getWeight(id))?.record

test("a submission at the head of the main branch pins the literature's record: same id, now at level 1 with a value read here", async () => {
  expect(await weight()).toMatchObject({ commit: null, version: 1, level: { number: 0 } })
  const { record } = await submit({})
  expect(record.weights).toEqual(['SW-000001'])
  const pinned = await weight()
  expect(pinned).toMatchObject({
    commit: record.commit,
    version: 2,
    value: SINGLE.value,
    level: { number: 1 },
    verified: false,
  })
  expect(pinned?.claims.map((c) => [c.origin, c.commit, c.value])).toEqual([
    ['literature', null, 2.17],
    ['submission', record.commit, null],
  ])
  expect(pinned?.claims[0]?.missing.commit).toBe('No source names a commit.')
})

test('a submission of another revision gets a record of its own: the literature did not mean that one', async () => {
  const { record: head } = await submit({})
  expect((await weight())?.commit).toBe(head.commit)
  const { record } = await submit({ revision: head.commit ?? '', coordinates: ['1:0:0'] })
  expect(record.weights).toEqual(['SW-000002'])
})

test("by a commit's hash alone nobody can tell that it is the head: the literature stays unpinned", async () => {
  const commit = (await submit({ coordinates: ['1:0:0'] })).record.commit ?? ''
  const { record } = await submit({ revision: commit })
  expect(record.weights).toEqual(['SW-000003'])
  expect(await weight()).toMatchObject({ commit: null, level: { number: 0 } })
})

test('importing again after that finds the pinned record and changes nothing', async () => {
  await submit({})
  expect(await importLiterature(LITERATURE)).toEqual({ sources: 0, claims: 0, effects: 0, withdrawn: 0 })
  expect(await weight('SW-000002')).toBeUndefined()
})

test('a confirmed publication is level 2, not more: nobody else has run it', async () => {
  const { record } = await submit({})
  await startRun(1)
  await fileReport(1, makeReport({ commit: record.commit ?? '' }))
  const confirmed = await weight()
  expect(confirmed).toMatchObject({ level: { number: 2, word: 'reproduced' }, class: 'A', verified: true })
  expect(confirmed?.level.reasons.join(' ')).toMatch(/paper.*Level 3 needs a run that agrees/)
})
