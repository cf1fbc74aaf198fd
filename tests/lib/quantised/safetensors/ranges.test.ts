import { MAX_SPAN } from '@/lib/quantised/safetensors/part'
import { readGroup } from '@/lib/quantised/safetensors/read-group'
import type { ReadPart, StoredTensor } from '@/lib/quantised/safetensors/types'

/** A down projection of a 70B Llama. */
const OUT = 8192
const IN = 28_672
const STATE = `{"blocksize": 64, "dtype": "bfloat16", "shape": [${OUT}, ${IN}], "nested_blocksize": 256, "nested_offset": 0.1}`
const BLOCKS = (OUT * IN) / 64
const GPTQ = { quantization_config: { quant_method: 'gptq', bits: 4, group_size: 128 } }

interface Form {
  readonly tensors: Readonly<Record<string, StoredTensor>>
  readonly config?: object
  readonly expert?: number
  /** Values in a group, and whether they are all that share the scale. */
  readonly values: number
  readonly complete: boolean
}

const t = (dtype: string, ...shape: number[]): StoredTensor => ({ dtype, shape })
const gptq = (groups: number): Readonly<Record<string, StoredTensor>> => ({
  ...{ '.qweight': t('I32', IN / 8, OUT), '.qzeros': t('I32', groups, OUT / 8), '.scales': t('F16', groups, OUT) },
})

const FORMS: Readonly<Record<string, Form>> = {
  GPTQ: { tensors: gptq(224), values: 128, complete: true },
  'GPTQ with g_idx': { tensors: { ...gptq(224), '.g_idx': t('I32', IN) }, config: GPTQ, values: 256, complete: true },
  'GPTQ of whole rows': { tensors: gptq(1), values: 256, complete: false },
  AWQ: {
    tensors: { '.qweight': t('I32', IN, OUT / 8), '.qzeros': t('I32', 224, OUT / 8), '.scales': t('F16', 224, OUT) },
    ...{ values: 128, complete: true },
  },
  nf4: {
    tensors: {
      '.weight': t('U8', (OUT * IN) / 2, 1),
      '.weight.absmax': t('U8', BLOCKS),
      '.weight.quant_map': t('F32', 16),
      '.weight.nested_absmax': t('F32', BLOCKS / 256),
      '.weight.nested_quant_map': t('F32', 256),
      '.weight.quant_state.bitsandbytes__nf4': t('U8', STATE.length),
    },
    ...{ values: 64, complete: true },
  },
  int8: { tensors: { '.weight': t('I8', OUT, IN), '.SCB': t('F32', OUT) }, values: IN, complete: true },
  'FP8 per tensor': {
    tensors: { '.weight': t('F8_E4M3', OUT, IN), '.weight_scale': t('F32') },
    ...{ values: IN, complete: false },
  },
  'FP8 of blocks': {
    tensors: { '.weight': t('F8_E4M3', OUT, IN), '.weight_scale_inv': t('F32', 64, 224) },
    ...{ values: 128, complete: false },
  },
  'FP8 of rows': {
    tensors: { '.weight': t('F8_E4M3', OUT, IN), '.weight_scale': t('BF16', OUT, 1) },
    ...{ values: IN, complete: true },
  },
  'pack-quantized': {
    tensors: {
      '.weight_packed': t('I32', OUT, IN / 8),
      '.weight_scale': t('BF16', OUT, 224),
      '.weight_zero_point': t('I32', OUT / 8, 224),
      '.weight_shape': t('I64', 2),
    },
    ...{ values: 128, complete: true },
  },
  MLX: {
    tensors: { '.weight': t('U32', OUT, IN / 8), '.scales': t('F16', OUT, IN / 64), '.biases': t('F16', OUT, IN / 64) },
    config: { quantization: { bits: 4, group_size: 64 } },
    ...{ values: 64, complete: true },
  },
  MXFP4: {
    tensors: { _blocks: t('U8', 128, OUT, IN / 32, 16), _scales: t('U8', 128, OUT, IN / 32) },
    ...{ expert: 127, values: 32, complete: true },
  },
  BF16: { tensors: { '.weight': t('BF16', OUT, IN) }, values: IN, complete: true },
}

/** Zeros, but for what says shapes. */
function contentOf(tensor: string, start: number, end: number): Uint8Array {
  if (tensor.endsWith('bitsandbytes__nf4')) return new TextEncoder().encode(STATE).subarray(start, end)
  if (tensor.endsWith('weight_shape')) return new Uint8Array(BigInt64Array.of(BigInt(OUT), BigInt(IN)).buffer)
  return new Uint8Array(end - start)
}

test.each(Object.entries(FORMS))('%s: one weight of a large matrix is a few small ranges', async (_, form) => {
  const ranges: number[] = []
  const read: ReadPart = (tensor, start, end) => {
    ranges.push(end - start)
    return Promise.resolve(contentOf(tensor, start, end))
  }
  const tensors = new Map(Object.entries(form.tensors).map(([end, tensor]) => [`m${end}`, tensor]))
  const place = {
    config: form.config ?? {},
    tensors,
    module: 'm',
    row: OUT - 1,
    col: IN - 2,
    expert: form.expert ?? null,
  }
  const group = await readGroup(place, read)
  expect(group).toMatchObject({ shape: [OUT, IN], complete: form.complete })
  expect(group.values).toHaveLength(form.values)
  expect(ranges.length).toBeLessThanOrEqual(6)
  expect(Math.max(...ranges)).toBeLessThanOrEqual(MAX_SPAN)
})

test('where even two rows of words are farther apart than is read at once, words are read one by one', async () => {
  const out = 2 ** 20
  const tensors = new Map([
    ['m.qweight', t('I32', 96, out)],
    ['m.qzeros', t('I32', 1, (out / 32) * 3)],
    ['m.scales', t('F16', 1, out)],
  ])
  const ranges: number[] = []
  const read: ReadPart = (_, start, end) => {
    ranges.push(end - start)
    return Promise.resolve(new Uint8Array(end - start))
  }
  const group = await readGroup({ config: {}, tensors, module: 'm', row: 5, col: 10 }, read)
  expect(group).toMatchObject({ form: 'GPTQ, 3 bit', complete: false, shape: [out, 1024] })
  expect(group.values.length).toBeLessThanOrEqual(2)
  expect(ranges.every((bytes) => bytes <= 8)).toBe(true)
})
