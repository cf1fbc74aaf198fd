import fc from 'fast-check'
import {
  CoordinateError,
  FAMILIES,
  MAX_COORDINATE_LENGTH,
  downProjectionName,
  parseCoordinate,
  printGguf,
  printShort,
  printStateDict,
  printStored,
  printTransformers,
} from '@/lib/coordinates'

const TENSOR = 'layers.2.mlp.down_proj.weight'
const EXPERT = { tensor: null, layer: 1, expert: 68, row: 940, col: 711 }
const LLAMA = { tensor: TENSOR, layer: 2, expert: null, row: 3968, col: 7003 }

test.each([
  'layers[2].mlp.down_proj.weight[3968, 7003]',
  'layers[2].mlp.down_proj.weight[3968,7003]',
  'model.layers[2].mlp.down_proj.weight[3968, 7003]',
  'model.layers.2.mlp.down_proj.weight[3968,7003]',
  'layers.2.mlp.down_proj.weight[3968, 7003]',
  '  model.layers.2.mlp.down_proj.weight [ 3968 , 7003 ] \n',
  '`layers[2].mlp.down_proj.weight[3968, 7003]`',
  'model.model.layers[2].mlp.down_proj.weight.data[3968, 7003]',
  'state_dict["model.layers.2.mlp.down_proj.weight"][3968, 7003]',
])('%s is read', (text) => {
  expect(parseCoordinate(text)).toEqual(LLAMA)
})

test('the short spelling leaves the tensor to the family', () => {
  expect(parseCoordinate('2:3968:7003')).toEqual({ ...LLAMA, tensor: null })
  expect(parseCoordinate(' 2 : 3968 : 7003 ')).toEqual({ ...LLAMA, tensor: null })
})

test.each([
  ['(2, 3968, 7003)', { ...LLAMA, tensor: null }],
  ['Layer 2 (3968, 7003)', { ...LLAMA, tensor: null }],
  ['layer 2 [3968, 7003]', { ...LLAMA, tensor: null }],
  ['1:68:940:711', EXPERT],
  ['Layer 1 Expert 68 (940, 711)', EXPERT],
  ['layer 1, expert 68, [940, 711]', EXPERT],
  ['blk.2.ffn_down.weight (ne0=7003, ne1=3968)', { ...LLAMA, tensor: null }],
  ['blk.1.ffn_down_exps.weight (ne0=711, ne1=940, ne2=68)', EXPERT],
])('%s, which papers, code and pages print, is read', (text, expected) => {
  expect(parseCoordinate(text)).toEqual(expected)
})

test.each([
  [
    'blk.1.ffn_down.weight[88, 23]',
    ['layers[1].mlp.down_proj.weight[23, 88]', 'layers[1].mlp.down_proj.weight[88, 23]'],
  ],
  [
    'blk.1.ffn_down_exps.weight[68, 940, 711]',
    ['layers[1].mlp.experts[711].down_proj.weight[940, 68]', 'layers[1].mlp.experts[68].down_proj.weight[940, 711]'],
  ],
])('%s is answered with both readings, that of GGUF first', (text, readings) => {
  const error = errorOf(text)
  expect([error.suggestion, error.suggestions]).toEqual([null, readings])
  for (const reading of readings) expect(error.message).toContain(reading)
  for (const reading of readings) expect(read(reading)).toBeNull()
})

test('a GGUF spelling whose two readings agree is read', () => {
  expect(parseCoordinate('blk.1.ffn_down.weight[23, 23]')).toEqual({
    tensor: null,
    layer: 1,
    expert: null,
    row: 23,
    col: 23,
  })
})

test("experts and other families' names are read", () => {
  expect(parseCoordinate('model.layers.1.mlp.experts.68.down_proj.weight[940, 711]')).toMatchObject({
    layer: 1,
    expert: 68,
    row: 940,
    col: 711,
  })
  expect(parseCoordinate('transformer.h.3.mlp.dense_4h_to_h.weight[2002, 10708]')).toMatchObject({
    tensor: 'transformer.h.3.mlp.dense_4h_to_h.weight',
    layer: 3,
  })
})

test.each([
  ['2 3968 7003', 'layers[2].mlp.down_proj.weight[3968, 7003]'],
  ['layer 2, row 3968, column 7003', 'layers[2].mlp.down_proj.weight[3968, 7003]'],
  ['layers[2].mlp.down_proj.weight[3968][7003]', 'layers[2].mlp.down_proj.weight[3968, 7003]'],
  ['layers[2].mlp.down_proj.weight(3968, 7003)', 'layers[2].mlp.down_proj.weight[3968, 7003]'],
  ['', null],
  ['layers[2].mlp.down_proj.weight', null],
  ['embed_tokens.weight[1, 2]', null],
  ['2:3968:7003:1', null],
  ['2:-1:7003', null],
  ['layer 1, expert 68, row 940, column 711', 'layers[1].mlp.experts[68].down_proj.weight[940, 711]'],
])('%j is not a coordinate; the nearest spelling is %j', (text, suggestion) => {
  const error = errorOf(text)
  expect(error.suggestion).toBe(suggestion)
  expect(error.message).toContain('Expected layers[2].mlp.down_proj.weight[3968, 7003]')
})

test.each(['2:39 68:7003', 'layers[2].mlp.down_proj.weight[39 68, 7003]', "2:3'968:7003"])(
  'digits that something stands between are not joined to another number: %j',
  (text) => {
    expect(errorOf(text)).toBeInstanceOf(CoordinateError)
  },
)

test.each(['10000:1:1', '1:2147483648:1', '1:1:9999999999', 'layers.1.mlp.experts.2048.down_proj.weight[1, 1]'])(
  '%s is out of any range',
  (text) => {
    expect(errorOf(text).message).toContain('out of range')
  },
)

test('a text of any length is refused in no time', () => {
  const start = performance.now()
  expect(errorOf('['.repeat(5_000_000)).message).toContain(`at most ${MAX_COORDINATE_LENGTH} characters`)
  expect(performance.now() - start).toBeLessThan(100)
})

const place = fc.record({
  layer: fc.integer({ min: 0, max: 200 }),
  row: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  col: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  family: fc.constantFrom(...FAMILIES),
})

test('every spelling that a page offers is read back as the same scalar', () => {
  fc.assert(
    fc.property(place, ({ layer, row, col, family }) => {
      const tensor = downProjectionName(family, layer)
      const expected = { tensor: tensor.replace(/^model\./, ''), layer, expert: null, row, col }
      for (const print of [printStored, printShort, printTransformers, printStateDict])
        expect(parseCoordinate(print({ tensor, row, col }))).toEqual(expected)
      const gguf = printGguf({ tensor, row, col })
      if (gguf !== null) expect(parseCoordinate(gguf)).toEqual({ ...expected, tensor: null })
      expect(parseCoordinate(`${layer}:${row}:${col}`)).toEqual({ ...expected, tensor: null })
    }),
  )
})

test('a suggestion is itself a right spelling', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.oneof(fc.nat(5000).map(String), fc.constantFrom(' ', ',', ':', 'layer', '[', ']', 'x')))
        .map((parts) => parts.join('')),
      (text) => {
        const suggestion = read(text)?.suggestion
        if (suggestion) expect(read(suggestion)).toBeNull()
      },
    ),
  )
})

test('whatever is typed, only a CoordinateError is thrown', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.stringMatching(/^[a-z0-9.:,[\] _]{0,60}$/))
  fc.assert(
    fc.property(texts, (text) => void read(text)),
    { numRuns: 2_000 },
  )
})

/** The error, null for a coordinate; anything else is thrown on. */
function read(text: string): CoordinateError | null {
  try {
    parseCoordinate(text)
    return null
  } catch (error) {
    if (error instanceof CoordinateError) return error
    throw error
  }
}

function errorOf(text: string): CoordinateError {
  const error = read(text)
  if (error === null) throw new Error(`${text.slice(0, 80)} was read`)
  return error
}
