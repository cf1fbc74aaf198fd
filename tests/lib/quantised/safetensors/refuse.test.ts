import { QuantisedError } from '@/lib/quantised/safetensors/quantised-error'
import { readGroup } from '@/lib/quantised/safetensors/read-group'
import type { ReadPart, StoredTensor, WeightPlace } from '@/lib/quantised/safetensors/types'
import { formGolden, type ModuleGolden, placesOf } from './goldens'

/** One module of each form. */
const CASES = (
  [
    ['gptq', 'act-order'],
    ['gptq', 'v1, 4 bit'],
    ['awq', 'groups'],
    ['bitsandbytes', 'nf4, bfloat16, nested'],
    ['bitsandbytes', 'fp4, float32'],
    ['bitsandbytes', 'int8'],
    ['fp8', 'blocks that do not fill the matrix'],
    ['fp8', 'per row'],
    ['compressed-tensors', 'pack-quantized, 4 bit, zero points'],
    ['compressed-tensors', 'int-quantized, rows, zero points'],
    ['compressed-tensors', 'nvfp4-pack-quantized'],
    ['compressed-tensors', 'mxfp4-pack-quantized'],
    ['mlx', '4 bit, float16'],
    ['mlx', 'experts'],
    ['mlx', 'mxfp4'],
    ['mxfp4', 'usual scales'],
    ['modelopt', 'usual scales'],
  ] as const
).map(([file, name]) => ({ name: `${file}: ${name}`, ...goldenOf(file, name) }))

function goldenOf(file: string, name: string): { module: string; golden: ModuleGolden } {
  const { module, cases } = formGolden(file)
  const golden = cases[name]
  if (golden === undefined) throw new Error(`no golden ${name} in ${file}`)
  return { module, golden }
}

const never: ReadPart = () => Promise.reject(new Error('nothing should be read'))
const zeros: ReadPart = (_, start, end) => Promise.resolve(new Uint8Array(end - start))

function stored(tensors: Readonly<Record<string, StoredTensor>>, config: unknown = {}): WeightPlace {
  const named = Object.entries(tensors).map(([end, tensor]) => [`m.down_proj${end}`, tensor] as const)
  return { config, tensors: new Map(named), module: 'm.down_proj', row: 0, col: 0 }
}

/** What may be absent, and then has a meaning of its own. */
const OPTIONAL = /\.(?:g_idx|weight_format|weight_zero_point|weight_global_scale)$/

/** The codes of eight bits may have any number of columns: no other tensor says how many. */
const isFree = (dtype: string, axis: number) => ['I8', 'F8_E4M3'].includes(dtype) && axis === 1

describe.each(CASES)('$name', ({ module, golden }) => {
  const { place, read } = placesOf(module, golden)
  const intact = place(0, 0)
  const names = Object.keys(golden.tensors)

  /** The place with one tensor stored as something else, or gone. */
  function changed(name: string, tensor: StoredTensor | null): WeightPlace {
    const tensors = new Map(intact.tensors)
    if (tensor === null) tensors.delete(name)
    else tensors.set(name, tensor)
    return { ...intact, tensors }
  }
  const at = (name: string): StoredTensor => intact.tensors.get(name) ?? { dtype: '', shape: [] }

  test.each(names.filter((name) => !OPTIONAL.test(name)))('without %s it is refused', async (name) => {
    await expect(readGroup(changed(name, null), read)).rejects.toThrow(QuantisedError)
  })

  test.each(names)('%s of another dtype or shape is refused', async (name) => {
    const { dtype, shape } = at(name)
    const others: StoredTensor[] = [
      { dtype: 'BOOL', shape },
      { dtype: 'C64', shape },
      { dtype, shape: [...shape, 3] },
      { dtype, shape: [2 ** 31 - 1, ...shape] },
      ...shape.map((_, axis) => ({ dtype, shape: shape.with(axis, 0) })),
      ...shape.flatMap((length, axis) =>
        isFree(dtype, axis) ? [] : [{ dtype, shape: shape.with(axis, 1000 * length + 1) }],
      ),
    ]
    for (const other of others) await expect(readGroup(changed(name, other), zeros)).rejects.toThrow(QuantisedError)
  })

  test('a coordinate outside it is refused before anything is read of the weight', async () => {
    const [out, columns] = golden.shape
    const expert = golden.expert === null ? 0 : 1000
    for (const [row, col] of [
      [-1, 0],
      [out, 0],
      [0, columns],
      [0, -1],
      [0.5, 0],
      [NaN, 0],
    ] as const)
      await expect(readGroup(place(row, col), read)).rejects.toThrow(/out of range: .* has \d+ (?:row|column)s/)
    await expect(readGroup({ ...intact, expert }, read)).rejects.toThrow(QuantisedError)
  })

  test('other bytes than those asked for are refused', async () => {
    const short: ReadPart = async (...range) => (await read(...range)).subarray(1)
    await expect(readGroup(intact, short)).rejects.toThrow(/bytes came of ".*" where \d+ were asked for/)
  })
})

test.each([
  ['HQQ', { '.W_q': { dtype: 'U8', shape: [4, 3] }, '.scale': { dtype: 'F16', shape: [4, 1] } }],
  ['QuIP#', { '.Qidxs': { dtype: 'I16', shape: [4, 1] } }],
  ['AQLM', { '.codes': { dtype: 'I16', shape: [4, 1, 1] }, '.codebooks': { dtype: 'F16', shape: [1, 16, 1, 8] } }],
  ['EXL3', { '.trellis': { dtype: 'I16', shape: [4, 1, 1] } }],
  ['a form that is not known here', { '.weight': { dtype: 'I8', shape: [4, 6] } }],
])('%s is refused by its name', async (form, tensors) => {
  await expect(readGroup(stored(tensors), never)).rejects.toThrow(
    `m.down_proj is stored in ${form} ("m.down_proj${Object.keys(tensors)[0]}"`,
  )
})

test('a module that the checkpoint has not is refused', async () => {
  const place = { ...stored({ '.weight': { dtype: 'F16', shape: [4, 6] } }), module: 'm.up_proj' }
  await expect(readGroup(place, never)).rejects.toThrow('the checkpoint has no tensor of m.up_proj')
})

test.each(['marlin', 'gptq_p', 'bitblas'])('GPTQ in the layout %s is refused', async (format) => {
  const { module, golden } = goldenOf('gptq', 'v2, 4 bit')
  const { place, read } = placesOf(module, golden)
  const config = { quantization_config: { quant_method: 'gptq', checkpoint_format: format } }
  await expect(readGroup({ ...place(0, 0), config }, read)).rejects.toThrow(`in the layout ${format} of GPTQ`)
})

test('AWQ in the layout gemv is refused', async () => {
  const { module, golden } = goldenOf('awq', 'groups')
  const config = { quantization_config: { quant_method: 'awq', version: 'gemv' } }
  await expect(readGroup({ ...placesOf(module, golden).place(0, 0), config }, never)).rejects.toThrow(
    'in the layout gemv of AWQ',
  )
})

test('MLX whose widths config.json does not say is refused', async () => {
  const { module, golden } = goldenOf('mlx', '4 bit, float16')
  await expect(readGroup({ ...placesOf(module, golden).place(0, 0), config: {} }, never)).rejects.toThrow(
    `config.json says no bits (2, 3, 4, 5, 6, 8) and group_size (32, 64, 128) of ${module}`,
  )
})

test.each([
  ['no JSON', 'is not JSON'],
  ['[1, 2]', 'Invalid input'],
  ['{"blocksize": 0, "dtype": "float16", "shape": [4, 6]}', 'blocksize'],
  ['{"blocksize": 1e9, "dtype": "float16", "shape": [4, 6]}', 'blocksize'],
  ['{"blocksize": 64, "dtype": "float8", "shape": [4, 6]}', 'dtype'],
  ['{"blocksize": 64, "dtype": "float16", "shape": [4, 6, 2]}', 'shape'],
  ['{"blocksize": 64, "dtype": "float16", "shape": [4000000000, 6]}', 'shape'],
  ['{"blocksize": 64, "dtype": "float16", "shape": [4, 6], "nested_offset": 1}', 'one of nested_blocksize'],
])('a quant_state of %s is refused', async (text, says) => {
  const bytes = new TextEncoder().encode(text)
  const end = '.weight.quant_state.bitsandbytes__nf4'
  const place = stored({ '.weight': { dtype: 'U8', shape: [12, 1] }, [end]: { dtype: 'U8', shape: [bytes.length] } })
  await expect(readGroup(place, () => Promise.resolve(bytes))).rejects.toThrow(
    expect.objectContaining({ name: 'QuantisedError', message: expect.stringContaining(says) }),
  )
})

test('a group that the stored order does not have is refused', async () => {
  const { module, golden } = goldenOf('gptq', 'act-order')
  const { place, read } = placesOf(module, golden)
  const order: ReadPart = (tensor, start, end) =>
    tensor.endsWith('g_idx') ? Promise.resolve(new Uint8Array(end - start).fill(255)) : read(tensor, start, end)
  await expect(readGroup(place(0, 0), order)).rejects.toThrow('gives input 0 the group -1; there are 3')
})

test('an error of the reader passes through', async () => {
  const gone = new Error('the network is gone')
  const place = stored({ '.weight': { dtype: 'F16', shape: [4, 6] } })
  await expect(readGroup(place, () => Promise.reject(gone))).rejects.toBe(gone)
})
