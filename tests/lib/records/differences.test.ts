import { differencesOf } from '@/lib/records/differences'

const record = {
  version: 1,
  updated_at: '2026-11-23T10:00:00.000Z',
  level: { number: 0, word: 'claimed', reasons: ['Nothing was checked.'], conflicting: false },
  value: null as number | null,
  claims: [
    { unit: 'scalar', submission: null, stated_at: '2026-01-01', sources: [{ key: 'a', where: null }], note: null },
  ] as object[],
  reports: [] as object[],
  rivals: [{ id: 'SW-000002' }],
}

test('equal but for version and time: nothing differs', () => {
  expect(differencesOf(record, { ...record, version: 2, updated_at: 'later' })).toEqual([])
})

test('changed values, with what they were', () => {
  const after = { ...record, value: 2.5, level: { ...record.level, number: 2, word: 'reproduced' } }
  expect(differencesOf(record, after)).toEqual([
    { path: 'level.number', before: 0, after: 2 },
    { path: 'level.word', before: 'claimed', after: 'reproduced' },
    { path: 'value', before: null, after: 2.5 },
  ])
})

test('what came and what went, without the items that only moved', () => {
  const claim = { unit: 'scalar', submission: 'SUB-000001', stated_at: '2026-11-23', sources: [], note: 'mine' }
  const after = {
    ...record,
    claims: [claim, ...record.claims],
    reports: [{ sha256: 'ab12', accepted: true }],
    level: { ...record.level, reasons: ['The value was read.'] },
    rivals: [],
  }
  const found = differencesOf(record, after)
  expect(found).toContainEqual({ path: 'claims SUB-000001', after: claim })
  expect(found).toContainEqual({ path: 'reports ab12', after: { sha256: 'ab12', accepted: true } })
  expect(found).toContainEqual({ path: 'level.reasons', after: 'The value was read.' })
  expect(found).toContainEqual({ path: 'level.reasons', before: 'Nothing was checked.' })
  expect(found).toContainEqual({ path: 'rivals SW-000002', before: { id: 'SW-000002' } })
  expect(found).toHaveLength(5)
})

test('an item of a list that changed is named by what identifies it', () => {
  const [claim] = record.claims
  const after = { ...record, claims: [{ ...claim, note: 'it\'s "here" [1]' }] }
  expect(differencesOf(record, after)).toEqual([
    { path: 'claims scalar a 2026-01-01.note', before: null, after: 'it\'s "here" [1]' },
  ])
})

test('text with quotes and brackets is kept as it is', () => {
  const after = { ...record, level: { ...record.level, reasons: ["A 'quoted' [reason]."] } }
  expect(differencesOf(record, after).map(({ after: text }) => text)).toContain("A 'quoted' [reason].")
})
