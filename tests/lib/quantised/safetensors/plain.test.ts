import { readGroup } from '@/lib/quantised/safetensors/read-group'
import type { ReadPart, StoredTensor } from '@/lib/quantised/safetensors/types'

/** Two experts of 2 x 3. */
const VALUES = [0.5, -1, 2, -0, NaN, Infinity, 1, 2, 3, 4, 5, 6]

const bytes = new Uint8Array(Float32Array.from(VALUES).buffer)
const read: ReadPart = (_, start, end) => Promise.resolve(bytes.slice(start, end))

function place(tensors: Readonly<Record<string, StoredTensor>>, row: number, col: number, expert?: number) {
  const config = { quantization_config: { quant_method: 'gptq', bits: 4 } }
  return {
    config,
    tensors: new Map(Object.entries(tensors)),
    module: 'model.lm_head',
    row,
    col,
    ...(expert === undefined ? {} : { expert }),
  }
}

test('a weight of a module that was not converted is read as it is, with its row', async () => {
  const tensors = { 'model.lm_head.weight': { dtype: 'F32', shape: [4, 3] } }
  await expect(readGroup(place(tensors, 1, 2), read)).resolves.toEqual({
    form: 'F32',
    tensor: 'model.lm_head.weight',
    shape: [4, 3],
    values: Float64Array.of(-0, NaN, Infinity),
    index: 2,
    scaling: null,
    complete: true,
  })
})

test('a stack of experts may be a tensor without an end', async () => {
  const tensors = { 'model.lm_head': { dtype: 'F32', shape: [2, 2, 3] } }
  const group = await readGroup(place(tensors, 1, 0, 1), read)
  expect(group).toMatchObject({ tensor: 'model.lm_head', shape: [2, 3], values: Float64Array.of(4, 5, 6), index: 0 })
  await expect(readGroup(place(tensors, 1, 0), read)).rejects.toThrow('the index of one is missing')
})

test.each([
  ['F16', [0x00, 0x3c], 1],
  ['BF16', [0x0b, 0x40], 2.171875],
])('%s', async (dtype, stored, value) => {
  const tensors = { 'model.lm_head.weight': { dtype, shape: [1, 1] } }
  const group = await readGroup(place(tensors, 0, 0), () => Promise.resolve(Uint8Array.from(stored)))
  expect(group).toMatchObject({ form: dtype, values: Float64Array.of(value) })
})
