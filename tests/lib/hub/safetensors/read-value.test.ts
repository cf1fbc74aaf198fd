import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { readValue, ValueError } from '@/lib/hub/safetensors/read-value'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, temporaryFolder } from '@/tests/helpers/repos'
import { f32, safetensorsFile, sixteenBit } from '@/tests/helpers/safetensors'

const folder = temporaryFolder()
let hub: TestHub
let checkpoint: Checkpoint

beforeAll(async () => {
  makeRepo(folder.path, 'org/values', {
    'config.json': SMALL_CONFIG,
    'model.safetensors': safetensorsFile({
      f32: f32([2, 3], [0, 1, 2, 3, 4, 0.1]),
      bf16: sixteenBit('BF16', [2, 2], [0x3f80, 0x400b, 0xff80, 0x8000]),
      // One odd byte, so that what follows is not aligned.
      odd: { dtype: 'U8', shape: [1, 1], bytes: Uint8Array.of(9) },
      f16: sixteenBit('F16', [1, 3], [0x0001, 0x7c00, 0xc4d2]),
      f64: { dtype: 'F64', shape: [1, 1], bytes: new Uint8Array(Float64Array.of(Math.PI).buffer) },
      vector: f32([2], [1, 2]),
      empty: f32([0, 4], []),
    }),
  })
  hub = await withHub(folder.path)
  checkpoint = await openCheckpoint({ repo: 'org/values' })
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

const at = (name: string, row: number, col: number) => {
  const location = checkpoint.tensors.get(name)
  if (location === undefined) throw new Error(`no tensor ${name}`)
  return readValue(checkpoint, location, row, col)
}

test.each([
  ['f32', 1, 2, '3dcccccd', 0.10000000149011612],
  ['f32', 1, 0, '40400000', 3],
  ['bf16', 0, 1, '400b', 2.171875],
  ['bf16', 1, 0, 'ff80', -Infinity],
  ['bf16', 1, 1, '8000', -0],
  ['f16', 0, 0, '0001', 2 ** -24],
  ['f16', 0, 1, '7c00', Infinity],
  ['f16', 0, 2, 'c4d2', -4.8203125],
  ['f64', 0, 0, '400921fb54442d18', Math.PI],
])('%s[%d, %d] is read bit for bit and exactly', async (name, row, col, bits, value) => {
  expect(await at(name, row, col)).toEqual({ bits, value, dtype: name.toUpperCase() })
})

test('one value costs one request of its own few bytes', async () => {
  const before = hub.requests.length
  await at('bf16', 0, 1)
  const [request, ...more] = hub.requests.slice(before)
  expect(more).toEqual([])
  const { start } = checkpoint.tensors.get('bf16') ?? { start: NaN }
  expect(request?.range).toBe(`bytes=${start + 2}-${start + 3}`)
})

test.each([
  ['f32', 2, 0, /row 2 is outside f32, whose rows go from 0 to 1/],
  ['f32', 0, 3, /column 3 is outside f32, whose columns go from 0 to 2/],
  ['f32', -1, 0, /row -1/],
  ['f32', 0.5, 0, /row 0.5/],
  ['f32', NaN, 0, /row NaN/],
  ['vector', 0, 0, /shape \[2\].*2-D/],
  ['odd', 0, 0, /stored as U8/],
  ['empty', 0, 0, /empty/],
])('%s[%d, %d] is refused with the true bounds', async (name, row, col, message) => {
  await expect(at(name, row, col)).rejects.toThrow(message)
  await expect(at(name, row, col)).rejects.toBeInstanceOf(ValueError)
})
