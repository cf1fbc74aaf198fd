import { FAMILIES } from '@/lib/coordinates'
import { TOOL_IDS, keepFile, type KeepInput, type ToolId } from '@/lib/keep/formats'
import { jsonOf, list, weight } from './weights'

const LAYERS = Array.from({ length: 120 }, (_, layer) => layer)
const down = (layer: number) => `model.layers.${layer}.mlp.down_proj`
const expert = (number: number) => `model.layers.1.mlp.experts.${number}.down_proj`

/** Names that a list keeps of those given, by the rule of the tool. */
type Keeps = (input: KeepInput, names: readonly string[]) => string[]

/** std::regex reads ECMAScript's grammar, as RegExp does; llama-quantize lowers the pattern and calls regex_search. */
const byLlamaCpp: Keeps = (input, names) => {
  const patterns = keepFile('llama.cpp', input)
    .text.split(/\s+/)
    .filter((line) => line !== '')
    .map((line) => new RegExp(line.split('=')[0]!.toLowerCase()))
  return names.filter((name) => patterns.some((pattern) => pattern.test(name)))
}

/** Python's re.match: from the start. What is escaped here means the same in both languages. */
const byGptq: Keeps = (input, names) => {
  const { dynamic } = jsonOf('gptq', input) as { dynamic: Record<string, unknown> }
  const patterns = Object.keys(dynamic).map((key) => new RegExp(`^(?:${key.replace(/^-:/, '')})`))
  return names.filter((name) => patterns.some((pattern) => pattern.test(name)))
}

/** AWQ in vLLM: an entry anywhere in the full name. */
const byAwq: Keeps = (input, names) => {
  const { modules_to_not_convert: kept } = jsonOf('awq', input) as { modules_to_not_convert: string[] }
  return names.filter((name) => kept.some((entry) => name.includes(entry)))
}

/** transformers: a regular expression from the start to the end of a part of the name, or a suffix. */
const byTransformers: Keeps = (input, names) => {
  const { llm_int8_skip_modules: kept } = jsonOf('bitsandbytes', input) as { llm_int8_skip_modules: string[] }
  return names.filter((name) =>
    kept.some((entry) => new RegExp(`^(?:${entry})(?:(?<=\\.)|(?=\\.|$))`).test(name) || name.endsWith(entry)),
  )
}

describe.each<[string, Keeps]>([
  ['GPTQModel', byGptq],
  ['AWQ', byAwq],
  ['transformers', byTransformers],
])('by the rule of %s', (_, keeps) => {
  test('layer 1 is not layer 11', () => {
    expect(keeps(list('llama', [weight(`${down(1)}.weight`)]), LAYERS.map(down))).toEqual([down(1)])
  })
  test('expert 1 is not expert 11', () => {
    expect(keeps(list('qwen3_moe', [weight(`${expert(1)}.weight`)]), LAYERS.map(expert))).toEqual([expert(1)])
  })
  test('up and gate projections are quantised', () => {
    const others = ['model.layers.1.mlp.up_proj', 'model.layers.1.mlp.gate_proj', 'model.layers.1.self_attn.o_proj']
    expect(keeps(list('llama', [weight(`${down(1)}.weight`)]), others)).toEqual([])
  })
})

test('llama.cpp: layer 1 is neither layer 11 nor its experts or shared expert', () => {
  const names = LAYERS.flatMap((layer) =>
    ['ffn_down', 'ffn_down_exps', 'ffn_down_shexp', 'ffn_up'].map((part) => `blk.${layer}.${part}.weight`),
  )
  const kept = (tensor: string) => byLlamaCpp(list(null, [weight(tensor)]), names)
  expect(kept(`${down(1)}.weight`)).toEqual(['blk.1.ffn_down.weight'])
  expect(kept(`${expert(3)}.weight`)).toEqual(['blk.1.ffn_down_exps.weight'])
  expect(kept('model.layers.1.mlp.shared_expert.down_proj.weight')).toEqual(['blk.1.ffn_down_shexp.weight'])
})

const TENSORS = FAMILIES.flatMap(({ family, downProjection, expertDown, sharedDown, prefix }) =>
  [downProjection, expertDown, sharedDown]
    .filter((name) => name !== undefined)
    .map((name) => [family, name.replace('{layer}', '2').replace('{expert}', '7'), prefix] as const),
)

test.each(TENSORS)('%s: %s is named as transformers loads it, however it was stored', (family, tensor, prefix) => {
  const names = (stored: string) => Object.keys(jsonOf('autoround', list(family, [weight(stored)])) as object)
  expect(names(tensor)[0]).toBe(tensor.replace(/\.weight$/, ''))
  expect(names(tensor.slice(prefix.length))).toEqual(names(tensor))
})

test.each(TENSORS)('%s: %s has a name in GGUF, unless llama.cpp does not run it', (family, tensor) => {
  expect(keepFile('llama.cpp', list(family, [weight(tensor)])).left_out).toHaveLength(family === 'opt' ? 1 : 0)
})

const HOSTILE = [
  'model.layers.1.mlp.down_proj.weight"\n)\nimport os',
  "model.layers.1.mlp.down_proj'; rm -rf ~; '.weight",
  'model.layers.1.mlp.down_proj.weight\u0085- "evil"',
  'model.layers.1.mlp.down_proj.weight\u2028x: y',
  'model.layers.*.mlp.down_proj.weight',
  'model.layers.(1|2).mlp.down_proj.weight',
  're:.*.weight',
  '\\"]}.weight',
  '.weight',
]

test.each(HOSTILE)('a tensor called %j is left out where names are patterns or code', (tensor) => {
  for (const id of TOOL_IDS.filter((one) => one !== 'json')) {
    const file = keepFile(id, list('llama', [weight(tensor)]))
    const empty = keepFile(id, list('llama', []))
    expect([file.text, file.left_out.length]).toEqual([empty.text, 1])
  }
  expect(jsonOf('json', list('llama', [weight(tensor)]))).toMatchObject({ weights: [{ tensor }] })
})

test.each<ToolId>(['llm-compressor', 'torchao', 'mlx'])('%s: a hostile repo stays in the comment', (id) => {
  const repo = 'org/x"\n\r\u0085\u2028\u2029\0import os'
  const { text } = keepFile(id, { ...list('llama', []), repo, commit: repo })
  const [comment, ...code] = text.split('\n')
  expect(comment).toMatch(/^# [\x20-\x7e]+$/)
  expect(code).toEqual(keepFile(id, list('llama', [])).text.split('\n').slice(1))
})

test('JSON: a hostile repo is data', () => {
  const repo = 'org/x"}, "weights": 1, {"'
  expect(jsonOf('json', { ...list('llama', []), repo })).toEqual({ repo, commit: 'c0ffee', weights: [] })
})
