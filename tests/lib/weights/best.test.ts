import { db } from '@/lib/db'
import { importLiterature } from '@/lib/literature/import'
import { threeNumbers } from '@/lib/stats/three-numbers'
import { bestWeights } from '@/lib/weights/best'
import { useDatabase } from '../../helpers/database'

const source = (name: string) => ({ citation: name, url: `https://example.org/${name}` })
const claim = (repo: string, row: number, sources: string[]) => ({
  repo,
  model: 'Name',
  layer: 1,
  tensor: 'model.layers.1.mlp.down_proj.weight',
  row,
  col: 3,
  sources,
  contradicted_by: [],
})

useDatabase()
beforeEach(async () => {
  const claims = [
    claim('org/name', 0, ['a']),
    claim('org/name', 1, ['a', 'b', 'c']),
    claim('org/name', 2, ['a', 'b']),
    claim('org/other', 3, ['b']),
    claim('org/other', 4, ['b']),
    claim('demo/tiny', 5, ['a', 'b', 'c']),
  ]
  await importLiterature({ readme: '', sources: { a: source('a'), b: source('b'), c: source('c') }, claims })
})

/** As a report would have left it; the level's rule is tested in level.test.ts. */
async function grade(row: number, level: number, cls: string | null): Promise<void> {
  const commit = 'a'.repeat(40)
  await db.weight.updateMany({
    where: { row },
    data: { level, class: cls, commit, value: 1, bits: '3f80', dtype: 'BF16', shape: [64, 160] },
  })
}

const best = async (limit = 10) => (await bestWeights(limit)).map(({ row }) => row)

test('without a verdict the number of publications decides, then the lowest number; demonstration models are never among them', async () => {
  expect(await best()).toEqual([1, 2, 0, 3, 4])
  expect(await best(2)).toEqual([1, 2])
})

test('level goes before class, class before publications, and what a run did not bear out comes last of its level', async () => {
  await grade(3, 2, 'B')
  await grade(4, 2, 'A')
  await grade(0, 1, 'D')
  await grade(2, 1, null)
  await grade(5, 2, 'A')
  expect(await best()).toEqual([4, 3, 2, 0, 1])
})

test("the registry's figures leave demonstration models out, and say how many there are", async () => {
  await grade(5, 2, 'A')
  expect(await threeNumbers()).toEqual({ weights: 5, verified: 0, models: 2, demo: 1 })
})
