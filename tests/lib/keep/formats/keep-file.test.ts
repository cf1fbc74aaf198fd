import Ajv2020 from 'ajv/dist/2020'
import { KeepInput, TOOLS, TOOL_IDS, WITHOUT_LIST, keepFile, keepJsonSchema, type ToolId } from '@/lib/keep/formats'
import { EMPTY, GPT2, LLAMA, MIXTRAL, PHI3, jsonOf, list, weight } from './weights'

const MODULE_TOOLS = TOOL_IDS.filter((id) => !['llama.cpp', 'mlx', 'json'].includes(id))

test('every tool is listed, in the order of its addresses', () => {
  expect(TOOLS.map(({ id }) => id)).toEqual(TOOL_IDS)
})

test.each([LLAMA, PHI3, MIXTRAL, GPT2, EMPTY])('%# is an input by the schema', (input) => {
  expect(KeepInput.parse(input)).toEqual(input)
})

test.each(TOOL_IDS)('%s: what is served says what it is, where it goes and who says so', (id) => {
  const { fileName, mediaType, use, source, tool } = keepFile(id, LLAMA)
  expect(tool).toBe(id)
  expect(fileName).toMatch(/^keep[\w.-]+$/)
  expect(mediaType).toMatch(/^(text|application)\/[\w-]+$/)
  expect(use.length).toBeGreaterThan(20)
  expect(source.url).toMatch(/^https:\/\//)
})

test('no two tools share a file name', () => {
  expect(new Set(TOOLS.map(({ fileName }) => fileName)).size).toBe(TOOLS.length)
})

test('tools that keep scalars without a list are named with their source', () => {
  expect(WITHOUT_LIST.map(({ name }) => name)).toEqual(['SpQR', 'SqueezeLLM'])
})

test('an unknown tool is refused', () => {
  expect(() => keepFile('exl2' as ToolId, LLAMA)).toThrow('There is no tool "exl2".')
})

test.each(TOOL_IDS)('%s: an empty list keeps nothing, costs nothing and says so', (id) => {
  const { cost, left_out, notes } = keepFile(id, EMPTY)
  expect([cost, left_out]).toEqual([{ bytes: 0, bits_per_weight: 0 }, []])
  expect(notes[0]).toContain('names no weight')
})

describe('cost', () => {
  const TENSOR = { bytes: 4096 * 11008 * 1.5, bits_per_weight: (4096 * 11008 * 12) / 6_738_415_616 }
  test.each([...MODULE_TOOLS, 'llama.cpp', 'mlx'] as const)('%s: the whole tensor', (id) => {
    expect(keepFile(id, LLAMA).cost).toEqual(TENSOR)
  })
  test('a tensor counts once, however many of its weights are kept', () => {
    expect(keepFile('gptq', PHI3).cost?.bytes).toBe(2 * 3072 * 8192 * 1.5)
  })
  test('a scalar is 12 bits', () => {
    expect(keepFile('json', LLAMA).cost).toEqual({ bytes: 2, bits_per_weight: 12 / 6_738_415_616 })
    expect(keepFile('json', PHI3).cost?.bytes).toBe(9)
  })
  test('unknown without a shape, or where experts are kept together', () => {
    const [one] = LLAMA.weights
    expect(keepFile('gptq', { ...LLAMA, weights: [{ ...one!, shape: null }] }).cost).toBeNull()
    expect(keepFile('llama.cpp', MIXTRAL).cost).toBeNull()
    expect(keepFile('mlx', MIXTRAL).cost).toBeNull()
    expect(keepFile('gptq', MIXTRAL).cost?.bytes).toBe(2 * 4096 * 14336 * 1.5)
  })
  test('bits per weight are unknown without the number of parameters', () => {
    expect(keepFile('gptq', { ...LLAMA, parameters: null }).cost).toEqual({ ...TENSOR, bits_per_weight: null })
  })
})

describe('left out', () => {
  test('what llama.cpp does not run', () => {
    const { text, left_out, cost } = keepFile(
      'llama.cpp',
      list('opt', [weight('model.decoder.layers.1.fc2.weight', 4, 5)]),
    )
    expect(text).toBe('')
    expect(left_out).toEqual([
      { weight: 'model.decoder.layers.1.fc2.weight[4, 5]', why: expect.stringContaining('no name') },
    ])
    expect(cost).toEqual({ bytes: 0, bits_per_weight: 0 })
  })
  test.each([
    ['opt', 'model.decoder.layers.1.fc2.weight'],
    ['falcon', 'transformer.h.1.mlp.dense_4h_to_h.weight'],
    ['olmo', 'model.layers.1.mlp.down_proj.weight'],
  ])('%s, which mlx-lm does not load', (family, tensor) => {
    expect(keepFile('mlx', list(family, [weight(tensor)])).left_out).toHaveLength(1)
  })
  test.each(MODULE_TOOLS)('%s: a tensor that is not the weight of a module', (id) => {
    const { left_out } = keepFile(id, list('mixtral', [weight('model.layers.1.mlp.experts.down_proj')]))
    expect(left_out).toHaveLength(1)
  })
})

test.each(MODULE_TOOLS)('%s: experts come with a note', (id) => {
  const notes = keepFile(id, MIXTRAL).notes.join(' ')
  expect(notes).toContain('transformers 5 holds the experts of a layer in one tensor')
  expect(keepFile(id, LLAMA).notes.join(' ')).not.toContain('experts')
})

test('bitsandbytes: the note says why the output head is in the list', () => {
  expect(keepFile('bitsandbytes', LLAMA).notes.join(' ')).toContain('replaces the automatic exclusion')
})

test('a weight that is listed twice is one weight', () => {
  const twice = { ...LLAMA, weights: [...LLAMA.weights, ...LLAMA.weights] }
  for (const id of TOOL_IDS) expect(keepFile(id, twice)).toEqual(keepFile(id, LLAMA))
})

test.each([LLAMA, PHI3, MIXTRAL, GPT2, EMPTY])('JSON %# follows the published schema', (input) => {
  const valid = new Ajv2020().compile(keepJsonSchema())
  expect(valid(jsonOf('json', input))).toBe(true)
  expect(valid({ repo: 'org/model', commit: null, weights: [{ tensor: 1 }] })).toBe(false)
})
