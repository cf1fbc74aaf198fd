import { outcomeOf } from '@/lib/literature/outcome'
import { importLiterature } from '@/lib/literature/import'
import { literature } from '@/lib/literature/read-file'
import { readWork } from '@/lib/literature/work'
import { listWorks } from '@/lib/literature/works'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

test('every source of the literature is part of exactly one work', async () => {
  const keys = (await listWorks()).flatMap((work) => work.keys)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual(expect.arrayContaining(Object.keys(literature().sources)))
})

test('a work counts what its parts state, and all of it is unchecked as long as nothing ran', async () => {
  const works = await listWorks()
  const experts = works.find(({ keys }) => keys.includes('su2025'))
  expect(experts).toMatchObject({ kind: 'paper', year: 2025, arxiv: '2507.23279' })
  expect(experts?.claims.experts).toBeGreaterThan(0)
  for (const { claims, outcomes } of works) {
    expect(outcomes.verified + outcomes['not_confirmed']).toBe(0)
    expect(outcomes.disputed + outcomes['not_checked']).toBe(claims.coordinates + claims.sets)
  }
})

test('the counts of the list are those of the page of the work', async () => {
  for (const { key, claims } of await listWorks()) {
    const stated = (await readWork(key))?.models.flatMap((model) => model.claims) ?? []
    const units = stated
      .filter(({ stance }) => stance === 'states')
      .map(({ claim, record }) => record?.kind ?? claim.unit)
    expect([key, units.filter((unit) => unit === 'weight').length]).toEqual([key, claims.coordinates])
    expect([key, units.filter((unit) => unit === 'expert').length]).toEqual([key, claims.experts])
  }
})

test('the year, newest first, and what states only facts of models makes no claim', async () => {
  const works = await listWorks()
  const years = works.flatMap(({ year }) => year ?? [])
  expect(years).toEqual(years.toSorted((a, b) => b - a))
  const facts = works.find(({ key }) => key === 'transformerlens-table')
  expect(facts).toMatchObject({ models: 0, effects: 0 })
  expect(facts?.model_facts).toBeGreaterThan(5)
})

test.each([
  [{ level: 2, measured: true, contradicted: false, negative: false, withdrawn: false }, 'verified'],
  [{ level: 1, measured: true, contradicted: true, negative: false, withdrawn: false }, 'not_confirmed'],
  [{ level: 1, measured: true, contradicted: false, negative: true, withdrawn: false }, 'verified'],
  [{ level: 2, measured: true, contradicted: false, negative: true, withdrawn: false }, 'not_confirmed'],
  [{ level: 1, measured: false, contradicted: true, negative: false, withdrawn: false }, 'disputed'],
  [{ level: 0, measured: false, contradicted: false, negative: false, withdrawn: false }, 'not_checked'],
  [{ level: 0, measured: true, contradicted: false, negative: false, withdrawn: true }, 'withdrawn'],
] as const)('%o comes to %s', (checked, outcome) => {
  expect(outcomeOf(checked)).toBe(outcome)
})
