import type { FacetCounts } from '@/lib/facets/counts'
import type { UnitClaimRecord } from '@/lib/facets/unit-claim-schema'
import { importLiterature } from '@/lib/literature/import'
import { useDatabase } from '../../../helpers/database'
import { ask, askTwice } from '../ask'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

const counts = async (query: string) => (await (await ask(`/api/v1/facets?${query}`)).json()) as FacetCounts
const claims = async (query: string) =>
  (await (await ask(`/api/v1/claims?${query}`)).json()) as { items: UnitClaimRecord[]; next_cursor: string | null }

test('200: the list takes several values of a facet, and the facets say how many it has', async () => {
  const query = 'family=olmo&family=mistral&level=0'
  const { total } = await counts(query)
  const response = await askTwice(`/api/v1/weights?${query}&limit=200`)
  expect(((await response.json()) as { items: unknown[] }).items).toHaveLength(total)
  expect(total).toBeGreaterThan(1)
})

test.each(['size=huge', 'depth=5', 'class=E', 'level=9', 'year=x'])(
  '422: %s is not a value of its facet',
  async (query) => {
    for (const path of ['weights', 'facets', 'weights.csv'])
      expect((await ask(`/api/v1/${path}?${query}`)).status).toBe(422)
  },
)

test('400: what is no list may be given once', async () => {
  expect((await ask('/api/v1/weights?layer=1&layer=2')).status).toBe(400)
})

test('200: claims about channels, neurons and experts take the same filters, and are as many as the facet says', async () => {
  for (const query of ['', 'family=mixtral', 'organisation=Qwen&depth=0-10', 'source=sun2024', 'year=2025']) {
    const { facets } = await counts(query)
    const expected = facets.unit.reduce((sum, { value, count }) => (value === 'scalar' ? sum : sum + count), 0)
    expect([query, (await claims(`${query}&limit=200`)).items.length]).toEqual([query, expected])
  }
})

test('200: following the cursor walks all claims, each once', async () => {
  const seen: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: UnitClaimRecord[]; next_cursor: string | null } = await claims(`limit=7&cursor=${cursor}`)
    seen.push(...page.items.map(({ repo, claim }) => JSON.stringify([repo, claim.unit, claim.place])))
    cursor = page.next_cursor
  }
  expect(seen).toHaveLength(40)
  expect(new Set(seen).size).toBe(40)
})

test('200: a unit alone', async () => {
  const { items } = await claims('unit=neuron&unit=channel')
  expect(new Set(items.map(({ claim }) => claim.unit))).toEqual(new Set(['neuron', 'channel']))
})
