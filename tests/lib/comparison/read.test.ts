import { readComparison } from '@/lib/comparison/read'
import { importLiterature } from '@/lib/literature/import'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

test('ids come in any spelling that the registry reads, with commas or given several times, each once and in order', async () => {
  const comparison = await readComparison(['sw-2, SW-000001', 'SW-1'])
  if (comparison.kind !== 'weights') throw new Error(comparison.kind)
  expect(comparison.items.map(({ record }) => record.id)).toEqual(['SW-000002', 'SW-000001'])
  expect(comparison.items[1]?.flat).toMatchObject({ family: 'llama', layers: 32 })
  expect(comparison.items[1]?.report).toBeNull()
})

test('sets are compared with sets', async () => {
  const comparison = await readComparison(['SS-1,SS-2'])
  expect(comparison.kind).toBe('sets')
})

test.each([
  [['SW-1,SW-2,SW-3,SW-4,SW-5'], /Up to 4 records .* these are 5/, 5],
  [['SW-1', 'SW-999999'], /no record SW-999999/, 1],
  [['SW-1', 'SS-1'], /weights with weights, or sets with sets/, 2],
  [['SW-1', '<script>'], /“<script>” is not the id/, 1],
])('%j is a problem in words, with what can be compared kept', async (ids, words, kept) => {
  const comparison = await readComparison(ids)
  if (comparison.kind !== 'problem') throw new Error(comparison.kind)
  expect(comparison.problem).toMatch(words)
  expect(comparison.ids).toHaveLength(kept)
})

test('without an id there is nothing to compare, and no problem', async () => {
  expect(await readComparison([' ', ','])).toEqual({ kind: 'nothing' })
})
