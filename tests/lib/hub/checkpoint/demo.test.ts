import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { readValue } from '@/lib/hub/safetensors/read-value'
import { type TestHub, withHub } from '@/tests/helpers/hub'

interface StoredWeight {
  readonly tensor: string
  readonly file: string
  readonly row: number
  readonly col: number
  readonly value: number
  readonly stored_bits: string
}

const golden = <T>(file: string) => JSON.parse(readFileSync(`tests/fixtures/golden/${file}`, 'utf8')) as T

/** What `find` could suspect, and of the trained models also what was planted: a weight may be large and do nothing. */
function weightsOf(name: string): readonly StoredWeight[] {
  const planted = existsSync(`tests/fixtures/golden/${name}.json`)
    ? golden<{ planted: readonly StoredWeight[] }>(`${name}.json`).planted
    : []
  return [...golden<{ candidates: readonly StoredWeight[] }>(`find/${name}.json`).candidates, ...planted]
}

/** Quantised uploads are no checkpoints to open: tests/fixtures/quantised-uploads.test.ts. */
const uploads = golden<{ uploads: readonly { repo: string }[] }>('quantised-uploads.json').uploads.map(
  ({ repo }) => repo,
)
const models = readdirSync('tests/fixtures/hub/demo').filter((name) => !uploads.includes(`demo/${name}`))
let hub: TestHub
beforeAll(async () => {
  hub = await withHub('tests/fixtures/hub')
})
afterAll(() => hub.close())

test('there are demo models', () => {
  expect(models).toContain('tiny-single')
})

test.each(models)(
  'demo/%s opens with the size PyTorch counted, and the weights in its golden files are read bit for bit',
  async (name) => {
    const checkpoint = await openCheckpoint({ repo: `demo/${name}` })
    expect(checkpoint.parameters).toBe(golden<{ n_params: number }>(`find/${name}.json`).n_params)
    for (const { tensor, file, row, col, value, stored_bits: bits } of weightsOf(name)) {
      const location = checkpoint.tensors.get(tensor)
      if (location === undefined) throw new Error(`${name} has no ${tensor}`)
      expect(location.file).toBe(file)
      expect(await readValue(checkpoint, location, row, col)).toMatchObject({ bits, value })
    }
  },
)
