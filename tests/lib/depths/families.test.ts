import { db } from '@/lib/db'
import { depthsByFamily } from '@/lib/depths/families'
import { importLiterature } from '@/lib/literature/import'
import { useDatabase } from '../../helpers/database'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

test('every weight is in one family, and none of the literature counts as verified', async () => {
  const families = await depthsByFamily()
  const sum = (of: (family: (typeof families)[number]) => number) => families.reduce((total, one) => total + of(one), 0)
  expect(sum(({ weights }) => weights)).toBe(await db.weight.count())
  expect(sum(({ verified }) => verified)).toBe(0)
  expect(sum(({ published, negative }) => published + negative)).toBe(await db.weight.count())
})

test('a model has its depths where a source states its layers, and none where none does', async () => {
  const models = (await depthsByFamily()).flatMap((family) => family.models)
  const llama = models.find(({ repo }) => repo === 'huggyllama/llama-7b')
  expect(llama).toMatchObject({ layers: 32, stated_by: 'transformerlens-table' })
  expect(llama?.marks).toEqual([{ layer: 2, depth: 2 / 31, kind: 'published', class: null, count: 1 }])
  const falcon = models.find(({ repo }) => repo === 'tiiuae/falcon-7b')
  expect(falcon).toMatchObject({ layers: null, stated_by: null })
  expect(falcon?.marks.map(({ depth }) => depth)).toEqual([null, null])
})

test('what is read of a checkpoint takes the place of what is stated', async () => {
  const model = await db.model.findUniqueOrThrow({ where: { repo: 'huggyllama/llama-7b' } })
  await db.checkpoint.create({
    data: {
      modelId: model.id,
      commit: 'c'.repeat(40),
      family: 'llama',
      layers: 3,
      hiddenSize: 1,
      intermediateSize: 1,
      dtype: 'BF16',
      parameters: 2_000_000_000n,
      gated: false,
    },
  })
  const read = (await depthsByFamily()).flatMap((family) => family.models).find(({ repo }) => repo === model.repo)
  expect(read).toMatchObject({ layers: 3, stated_by: null })
  expect(read?.marks[0]?.depth).toBe(1)
  expect(await db.weight.findFirstOrThrow({ where: { modelId: model.id } })).toMatchObject({
    size: '1b-4b',
    depth: '75-100',
  })
  // Stated again, it stays as read.
  await importLiterature()
  expect(await db.model.findUniqueOrThrow({ where: { id: model.id } })).toMatchObject({ layers: 3, factsSource: null })
})
