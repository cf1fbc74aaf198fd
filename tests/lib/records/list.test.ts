import { importLiterature } from '@/lib/literature/import'
import { literature } from '@/lib/literature/read-file'
import { getModel } from '@/lib/records/get'
import { listModels } from '@/lib/models/list'
import { ModelQuery, ModelRecord } from '@/lib/models/schema'
import { threeNumbers } from '@/lib/stats/three-numbers'
import { getWeight } from '@/lib/records/get'
import { listSets, listWeights } from '@/lib/records/list'
import { SET_SORTS, SetQuery, type SetRecord } from '@/lib/sets/schema'
import { WEIGHT_SORTS, WeightQuery, type WeightRecord } from '@/lib/weights/schema'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

/** All pages of a query, three records each. */
async function all(query: object, cursor?: string): Promise<WeightRecord[]> {
  const { items, nextCursor } = await listWeights(WeightQuery.parse({ limit: 3, ...query, cursor }))
  expect(items.length).toBeLessThanOrEqual(3)
  return nextCursor === null ? items : [...items, ...(await all(query, nextCursor))]
}

test.each(WEIGHT_SORTS.flatMap((sort) => (['asc', 'desc'] as const).map((order) => [sort, order] as const)))(
  'sorted by %s %s, pages hold every record once and in order',
  async (sort, order) => {
    const records = await all({ sort, order })
    expect(new Set(records.map((w) => w.id)).size).toBe(60)
    expect(records).toHaveLength(60)
    const keys = records.map(
      (w) =>
        ({ id: w.id, model: w.repo.toLowerCase(), layer: w.layer, class: w.class ?? 'Z', level: w.level.number })[sort],
    )
    const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(keys).toEqual(order === 'asc' ? sorted : sorted.reverse())
  },
)

test.each([
  ['a repo', { model: 'allenai/OLMo-1B-0724-hf' }, (w: WeightRecord) => w.repo === 'allenai/OLMo-1B-0724-hf'],
  ['a part of its name in any case', { model: 'LLAMA-3' }, (w: WeightRecord) => /llama-3/i.test(w.repo)],
  ['a layer', { layer: '0' }, (w: WeightRecord) => w.layer === 0],
  ['a model and a layer', { model: 'Phi', layer: 4 }, (w: WeightRecord) => /Phi/.test(w.repo) && w.layer === 4],
])('filtered by %s', async (_, query, fits) => {
  const expected = (await all({})).filter(fits)
  expect(expected.length).toBeGreaterThan(0)
  expect(await all(query)).toEqual(expected)
})

/** All pages of a query, two sets each. */
async function allSets(query: object, cursor?: string): Promise<SetRecord[]> {
  const { items, nextCursor } = await listSets(SetQuery.parse({ limit: 2, ...query, cursor }))
  expect(items.length).toBeLessThanOrEqual(2)
  return nextCursor === null ? items : [...items, ...(await allSets(query, nextCursor))]
}

test.each(SET_SORTS.flatMap((sort) => (['asc', 'desc'] as const).map((order) => [sort, order] as const)))(
  'sets sorted by %s %s: pages hold every set once and in order',
  async (sort, order) => {
    const sets = await allSets({ sort, order })
    expect(sets.map((set) => set.id).sort()).toEqual((await allSets({})).map((set) => set.id))
    expect(sets.length).toBeGreaterThan(5)
    const keys = sets.map(
      (set) => ({ id: set.id, model: set.repo.toLowerCase(), class: set.class ?? 'Z', level: set.level.number })[sort],
    )
    const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(keys).toEqual(order === 'asc' ? sorted : sorted.reverse())
  },
)

test('sets are filtered by a part of the repo, the whole of it, class and level', async () => {
  const sets = await allSets({})
  const repo = sets[0]?.repo ?? ''
  const ofRepo = sets.filter((set) => set.repo === repo)
  expect(await allSets({ repo })).toEqual(ofRepo)
  expect(await allSets({ model: repo.toUpperCase() })).toEqual(ofRepo)
  expect(await allSets({ level: 0 })).toEqual(sets)
  for (const query of [{ level: 1 }, { class: 'B' }, { model: '%' }]) expect(await allSets(query)).toEqual([])
})

test.each([{ level: 1 }, { class: 'A' }, { model: '%' }, { model: "'; drop table weights; --" }])(
  'a filter that nothing fits gives an empty page: %j',
  async (query) => {
    expect(await all(query)).toEqual([])
  },
)

test('a cursor belongs to its order, and a made-up one is refused', async () => {
  const { nextCursor } = await listWeights(WeightQuery.parse({ limit: 3, sort: 'model' }))
  await expect(listWeights(WeightQuery.parse({ cursor: nextCursor ?? '', sort: 'layer' }))).rejects.toMatchObject({
    status: 400,
    code: 'bad-cursor',
  })
  await expect(listWeights(WeightQuery.parse({ cursor: 'AAAA' }))).rejects.toMatchObject({
    status: 400,
    code: 'bad-cursor',
  })
})

test('one record by its id, with an ETag that names its version', async () => {
  const [first] = await all({})
  expect(await getWeight('SW-000001')).toEqual({ record: first, etag: '"SW-000001.1"' })
  expect((await getWeight('sw-1'))?.record.id).toBe('SW-000001')
  for (const id of ['SW-999999', 'SS-000001', 'SW-0', 'SW-99999999999', 'x']) expect(await getWeight(id)).toBeNull()
})

test('a model known only from the literature has records and no checkpoint, and says why', async () => {
  const model = await getModel('microsoft/Phi-3-mini-4k-instruct')
  expect(ModelRecord.parse(model)).toEqual(model)
  expect(model).toMatchObject({
    display_name: 'Phi-3-mini-4k-instruct',
    checkpoints: [],
    url: '/models/microsoft/Phi-3-mini-4k-instruct',
    missing: { checkpoints: expect.stringContaining('only from the literature') },
  })
  expect(model?.weights.map((w) => w.layer)).toEqual([2, 2, 2, 4, 4, 4, 4])
  expect(model?.weights.some((w) => w.verified)).toBe(false)
  expect(await getModel('nobody/nothing')).toBeNull()
})

test('models are paged and searched', async () => {
  const pages = async (query: object, cursor?: string): Promise<string[]> => {
    const { items, nextCursor } = await listModels(ModelQuery.parse({ limit: 5, ...query, cursor }))
    return [...items.map((m) => m.repo), ...(nextCursor === null ? [] : await pages(query, nextCursor))]
  }
  const repos = await pages({})
  expect(new Set(repos).size).toBe(repos.length)
  expect(repos).toHaveLength(new Set(literature().claims.map((claim) => claim.repo)).size)
  expect((await pages({ search: 'OLMO' })).sort()).toEqual(['allenai/OLMo-1B-0724-hf', 'allenai/OLMo-7B-0724-hf'])
  expect(await pages({ search: '_' })).toEqual([])
})

test('the three numbers are counted: 58 of 60 coordinates, since two are negative results; none verified yet', async () => {
  const claimed = (await all({})).filter((w) => !w.published_as_negative)
  expect(await threeNumbers()).toEqual({
    weights: 58,
    verified: 0,
    models: new Set(claimed.map((w) => w.repo)).size,
    demo: 0,
  })
})
