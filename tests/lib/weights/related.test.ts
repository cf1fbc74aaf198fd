import { importLiterature } from '@/lib/literature/import'
import { getWeight } from '@/lib/records/get'
import { relatedTo } from '@/lib/weights/related'
import { useDatabase } from '../../helpers/database'

useDatabase()

const claim = (repo: string, layer: number, row: number, col: number) => ({
  repo,
  model: repo,
  sources: ['a'],
  layer,
  tensor: `model.layers.${layer}.mlp.down_proj.weight`,
  row,
  col,
})

test('records of the same neuron, of the same channel in any layer, and of the same coordinate in another model', async () => {
  await importLiterature({
    readme: '',
    sources: { a: { citation: 'A paper', url: 'https://example.org/a' } },
    claims: [
      claim('org/one', 2, 25, 2070), // SW-000001
      claim('org/one', 2, 808, 2070), // the same neuron
      claim('org/one', 4, 25, 99), // the same channel
      claim('org/one', 4, 26, 2070), // the same number of another layer's neuron
      claim('org/two', 2, 25, 2070), // the same coordinate
    ],
  })
  const found = await getWeight('SW-000001')
  if (!found) throw new Error('The first record was imported.')
  const related = await relatedTo(found.record)
  const places = (of: keyof typeof related) =>
    related[of].map(({ repo, tensor, row, col }) => [repo, tensor.split('.')[2], row, col])
  expect(places('neuron')).toEqual([['org/one', '2', 808, 2070]])
  expect(places('channel')).toEqual([['org/one', '4', 25, 99]])
  expect(places('elsewhere')).toEqual([['org/two', '2', 25, 2070]])
})
