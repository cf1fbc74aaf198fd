import { db } from '@/lib/db'
import { facetCounts } from '@/lib/facets/counts'
import { importLiterature } from '@/lib/literature/import'
import { listWeights } from '@/lib/records/list'
import { WeightQuery, type WeightRecord } from '@/lib/weights/schema'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

const ask = (given: object) => facetCounts(WeightQuery.parse(given))
const listed = async (given: object): Promise<WeightRecord[]> =>
  (await listWeights(WeightQuery.parse({ limit: 200, ...given }))).items

test('without a filter every facet sums up to all records, but for those of which a record may have several', async () => {
  const { total, facets } = await ask({})
  expect(total).toBe(await db.weight.count())
  for (const facet of ['family', 'organisation', 'size', 'depth', 'class', 'level'] as const)
    expect([facet, facets[facet].reduce((sum, { count }) => sum + count, 0)]).toEqual([facet, total])
})

test.each([
  ['a family', { family: 'olmo' }],
  ['two families', { family: ['olmo', 'llama'] }],
  ['an organisation and a depth', { organisation: 'huggyllama', depth: '0-10' }],
  ['a model whose family is not known', { family: 'not-known' }],
  ['a source', { source: 'yu2024' }],
  ['two sources and a size', { source: ['su2025', 'grob2025'], size: ['4b-10b', '10b-40b'] }],
  ['no publication', { source: 'none' }],
  ['a year', { year: '2025' }],
  ['a year and a class', { year: ['2024', '2026'], class: 'none' }],
  ['a level', { level: '0' }],
  ['several classes', { class: ['A', 'none'] }],
])('filtered by %s, the list has as many records as the facets count', async (_, given) => {
  const { total, facets } = await ask(given)
  expect(await listed(given)).toHaveLength(total)
  expect(facets.unit.find(({ value }) => value === 'scalar')?.count).toBe(total)
})

test.each(['family', 'organisation', 'size', 'depth', 'class', 'level', 'source', 'year'] as const)(
  'each count of %s is what choosing that value gives under the other filters',
  async (facet) => {
    const other = facet === 'organisation' ? { depth: '0-10' } : { organisation: ['allenai', 'meta-llama', 'google'] }
    const chosen = { ...other, ...(facet === 'year' ? { year: '2024' } : {}) }
    for (const { value, count } of (await ask(chosen)).facets[facet])
      expect([value, count]).toEqual([value, (await listed({ ...other, [facet]: value })).length])
  },
)

test('what is stated of a model counts, and a model without a statement is not known', async () => {
  const { facets } = await ask({ model: 'tiiuae/falcon-7b' })
  for (const facet of ['family', 'size', 'depth'] as const)
    expect(facets[facet]).toEqual([{ value: 'not-known', count: 2, label: null }])
  const { facets: llama } = await ask({ repo: 'huggyllama/llama-7b' })
  expect(llama.size).toEqual([{ value: '4b-10b', count: 1, label: null }])
  expect(llama.depth).toEqual([{ value: '0-10', count: 1, label: null }])
})

test('channels, neurons and experts are counted beside the weights, and have neither class nor level', async () => {
  const { facets } = await ask({})
  const counts = Object.fromEntries(facets.unit.map(({ value, count }) => [value, count]))
  expect(counts).toEqual({ scalar: 60, channel: 10, neuron: 5, expert: 25 })
  const measured = await ask({ class: 'A' })
  expect(measured.facets.unit.filter(({ value }) => value !== 'scalar').map(({ count }) => count)).toEqual([0, 0, 0])
})
