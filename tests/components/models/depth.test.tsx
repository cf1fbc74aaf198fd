import { Depth } from '@/components/models/depth'
import type { ModelRecord } from '@/lib/models/schema'
import { text } from '../html'

const model = {
  repo: 'org/model',
  checkpoints: [],
  weights: [{ id: 'SW-000001', layer: 2, tensor: 't', row: 1, col: 2, level: 0, class: null, verified: false }],
} as unknown as ModelRecord

test('the axis goes to the last layer that a source states, and names the source', () => {
  const statedBy = { key: 'a', citation: 'A table', url: 'https://example.org/a' }
  const facts = { family: 'llama', layers: 32, parameters: 7e9, statedBy }
  const words = text(<Depth model={model} facts={facts} report={null} />)
  expect(words).toContain('32 layers. Layer 2: 1, of them 0 verified.')
  expect(words).toContain('32 layers, as stated by A table')
})

test('where nobody says how many layers there are, the axis ends at the last record, and the page says so', () => {
  const words = text(<Depth model={model} facts={null} report={null} />)
  expect(words).toContain('3 layers. Layer 2: 1')
  expect(words).toContain('the number of its layers is not known')
})
