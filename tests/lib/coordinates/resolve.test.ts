import fc from 'fast-check'
import {
  CoordinateError,
  FAMILIES,
  familyNamesOf,
  parseCoordinate,
  printGguf,
  readingOf,
  resolveCoordinate,
  type FamilyNames,
  type TensorShape,
} from '@/lib/coordinates'

const [llama] = FAMILIES as [FamilyNames]
const tensors = new Map<string, TensorShape>([
  ['model.layers.0.mlp.down_proj.weight', { shape: [64, 160] }],
  ['model.layers.0.mlp.up_proj.weight', { shape: [160, 64] }],
  ['model.layers.0.input_layernorm.weight', { shape: [64] }],
])
const resolve = (text: string, layers = 1) => resolveCoordinate(parseCoordinate(text), tensors, llama, layers)

function errorOf(text: string, layers = 1): CoordinateError {
  try {
    resolve(text, layers)
  } catch (error) {
    if (error instanceof CoordinateError) return error
    throw error
  }
  throw new Error(`${text} was found`)
}

test.each(['0:23:88', 'layers[0].mlp.down_proj.weight[23, 88]', 'model.layers.0.mlp.down_proj.weight[23,88]'])(
  '%s gets the name that the checkpoint has',
  (text) => {
    expect(resolve(text)).toEqual({ tensor: 'model.layers.0.mlp.down_proj.weight', row: 23, col: 88 })
  },
)

test('the bounds told are the true ones: the last index inside is found, the next is not', () => {
  expect(resolve('0:63:159')).toMatchObject({ row: 63, col: 159 })
  expect(errorOf('0:64:0').message).toContain('64 rows (0 to 63) and 160 columns (0 to 159)')
  expect(errorOf('0:0:160').message).toContain('out of range')
})

test('row and column that were swapped are told apart from any other slip', () => {
  expect(errorOf('0:88:23').suggestion).toBe('model.layers.0.mlp.down_proj.weight[23, 88]')
  expect(errorOf('0:64:64').suggestion).toBeNull()
})

test('a layer that the model lacks is told how many there are', () => {
  expect(errorOf('1:0:0').message).toBe('There is no layer 1: the model has 1 layers, 0 to 0.')
})

test.each([
  'layers.0.mlp.up_proj.weight[1, 2]',
  'layers.0.input_layernorm.weight[1, 2]',
  'layers.0.mlp.w2.weight[1, 2]',
])('%s is answered with the down projection of its layer', (text) => {
  expect(errorOf(text).suggestion).toBe('model.layers.0.mlp.down_proj.weight[1, 2]')
})

test('an expert is asked of a family without experts: the layer has one down projection', () => {
  expect(errorOf('0:3:1:2')).toMatchObject({
    message: 'llama has no experts. The down projection of layer 0 is "model.layers.0.mlp.down_proj.weight".',
    suggestion: 'model.layers.0.mlp.down_proj.weight[1, 2]',
  })
})

test('a checkpoint that names its tensors otherwise is told what it has, and never "no tensor X, it is X"', () => {
  const wrapped = new Map([
    ['wrapper.embed_tokens.weight', { shape: [8, 64] }],
    ['wrapper.layers.0.mlp.down_proj.weight', { shape: [64, 160] }],
  ])
  expect(() => resolveCoordinate(parseCoordinate('0:1:2'), wrapped, llama, 1)).toThrow(
    'The checkpoint has no tensor "model.layers.0.mlp.down_proj.weight", the name of layer 0\'s down projection in a llama model. Its tensors are named like "wrapper.layers.0.mlp.down_proj.weight".',
  )
  expect(() => resolveCoordinate(parseCoordinate('0:1:2'), new Map(), llama, 1)).toThrow('It has no tensors.')
})

test('a name without the base model in front is found, and so is one that has it twice', () => {
  for (const tensor of ['layers.0.mlp.down_proj.weight', 'model.model.layers.0.mlp.down_proj.weight']) {
    const one = new Map([[tensor, { shape: [64, 160] }]])
    for (const typed of [
      '0:1:2',
      'layers[0].mlp.down_proj.weight[1, 2]',
      'model.layers.0.mlp.down_proj.weight[1, 2]',
      `${tensor}[1, 2]`,
    ]) {
      expect(resolveCoordinate(parseCoordinate(typed), one, llama, 1)).toEqual({ tensor, row: 1, col: 2 })
    }
  }
})

test('every coordinate in a checkpoint is found, whatever its size', () => {
  const share = fc.double({ min: 0, max: 0.999, noNaN: true })
  const shapes = fc.record({ rows: fc.integer({ min: 1, max: 1e6 }), cols: fc.integer({ min: 1, max: 1e6 }) })
  fc.assert(
    fc.property(shapes, share, share, ({ rows, cols }, a, b) => {
      const [row, col] = [Math.floor(a * rows), Math.floor(b * cols)]
      const one = new Map([['model.layers.0.mlp.down_proj.weight', { shape: [rows, cols] }]])
      expect(resolveCoordinate(parseCoordinate(`0:${row}:${col}`), one, llama, 1)).toMatchObject({ row, col })
    }),
  )
})

test('the axis order decides which index is the channel and which the neuron', () => {
  const at = { tensor: 'model.layers.7.mlp.experts.3.down_proj.weight', row: 5, col: 9 }
  expect(readingOf(at, 'out-in')).toEqual({ layer: 7, expert: 3, outputChannel: 5, inputNeuron: 9 })
  expect(readingOf(at, 'in-out')).toEqual({ layer: 7, expert: 3, outputChannel: 9, inputNeuron: 5 })
})

test('GGUF lists dimensions fastest first, and has no name for what its converter changes', () => {
  expect(printGguf({ tensor: 'model.layers.2.mlp.down_proj.weight', row: 3968, col: 7003 })).toBe(
    'blk.2.ffn_down.weight (ne0=7003, ne1=3968)',
  )
  expect(printGguf({ tensor: 'model.layers.1.mlp.experts.68.down_proj.weight', row: 940, col: 711 })).toBe(
    'blk.1.ffn_down_exps.weight (ne0=711, ne1=940, ne2=68)',
  )
  expect(printGguf({ tensor: 'model.layers.1.block_sparse_moe.experts.3.w2.weight', row: 5, col: 9 })).toBe(
    'blk.1.ffn_down_exps.weight (ne0=9, ne1=5, ne2=3)',
  )
  expect(printGguf({ tensor: 'transformer.h.3.mlp.dense_4h_to_h.weight', row: 1, col: 2 })).toBeNull()
})

test('families are known by model_type, exactly', () => {
  expect(familyNamesOf('llama')?.family).toBe('llama')
  for (const other of ['Llama', 'llama4', '', '__proto__']) expect(familyNamesOf(other)).toBeNull()
})
