import { readdirSync, readFileSync } from 'node:fs'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { readValue } from '@/lib/hub/safetensors/read-value'
import { type TestHub, withHub } from '@/tests/helpers/hub'

interface Golden {
  readonly n_params: number
  readonly planted: readonly {
    tensor: string
    file: string
    row: number
    col: number
    value: number
    stored_bits: string
  }[]
}

const models = readdirSync('tests/fixtures/hub/demo')
let hub: TestHub
beforeAll(async () => {
  hub = await withHub('tests/fixtures/hub')
})
afterAll(() => hub.close())

test('there are demo models', () => {
  expect(models).toContain('tiny-single')
})

test.each(models)(
  'demo/%s opens with the size PyTorch counted, and its planted weights are read bit for bit',
  async (name) => {
    const golden = JSON.parse(readFileSync(`tests/fixtures/golden/${name}.json`, 'utf8')) as Golden
    const checkpoint = await openCheckpoint({ repo: `demo/${name}` })
    expect(checkpoint.parameters).toBe(golden.n_params)
    for (const { tensor, file, row, col, value, stored_bits: bits } of golden.planted) {
      const location = checkpoint.tensors.get(tensor)
      if (location === undefined) throw new Error(`${name} has no ${tensor}`)
      expect(location.file).toBe(file)
      expect(await readValue(checkpoint, location, row, col)).toMatchObject({ bits, value })
    }
  },
)
