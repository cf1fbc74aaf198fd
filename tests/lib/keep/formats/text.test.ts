import { KeepJson, keepFile, type ToolId } from '@/lib/keep/formats'
import { EMPTY, GPT2, LLAMA, MIXTRAL, PHI3, jsonOf } from './weights'

const textOf = (tool: ToolId, input = LLAMA) => keepFile(tool, input).text

const MIXTRAL_NAMES = [
  'model.layers.1.block_sparse_moe.experts.3.w2',
  'model.layers.1.mlp.experts.3.down_proj',
  'model.layers.1.block_sparse_moe.experts.5.w2',
  'model.layers.1.mlp.experts.5.down_proj',
]

describe('llama.cpp', () => {
  test.each([
    ['one tensor', LLAMA, '^blk\\.2\\.ffn_down\\.weight$=f16\n'],
    ['a line for each tensor', PHI3, '^blk\\.2\\.ffn_down\\.weight$=f16\n^blk\\.4\\.ffn_down\\.weight$=f16\n'],
    ['experts, which are one tensor', MIXTRAL, '^blk\\.1\\.ffn_down_exps\\.weight$=f16\n'],
    ['GPT-2', GPT2, '^blk\\.2\\.ffn_down\\.weight$=f16\n'],
    ['nothing', EMPTY, ''],
  ])('%s', (_, input, text) => {
    expect(textOf('llama.cpp', input)).toBe(text)
  })
})

describe('GPTQModel', () => {
  test('one module', () => {
    expect(textOf('gptq')).toBe(`{
  "dynamic": {
    "-:^model\\\\.layers\\\\.2\\\\.mlp\\\\.down_proj$": {}
  }
}
`)
  })
  test('a pattern for each module', () => {
    expect(jsonOf('gptq', PHI3)).toEqual({
      dynamic: { '-:^model\\.layers\\.2\\.mlp\\.down_proj$': {}, '-:^model\\.layers\\.4\\.mlp\\.down_proj$': {} },
    })
  })
  test('nothing', () => {
    expect(textOf('gptq', EMPTY)).toBe('{\n  "dynamic": {}\n}\n')
  })
})

describe('AWQ', () => {
  test.each([
    ['one module', LLAMA, ['model.layers.2.mlp.down_proj']],
    ['two modules', PHI3, ['model.layers.2.mlp.down_proj', 'model.layers.4.mlp.down_proj']],
    ['experts under both names of transformers', MIXTRAL, MIXTRAL_NAMES],
    ['GPT-2 with the prefix that transformers adds', GPT2, ['transformer.h.2.mlp.c_proj']],
    ['nothing', EMPTY, []],
  ])('%s', (_, input, names) => {
    expect(jsonOf('awq', input)).toEqual({ modules_to_not_convert: names })
  })
})

test('AutoRound: bits of weights and activations for each layer', () => {
  const kept = { bits: 16, act_bits: 16 }
  expect(jsonOf('autoround', LLAMA)).toEqual({ 'model.layers.2.mlp.down_proj': kept })
  expect(jsonOf('autoround', GPT2)).toEqual({ 'transformer.h.2.mlp.c_proj': kept })
  expect(jsonOf('autoround', EMPTY)).toEqual({})
})

describe('llm-compressor', () => {
  const recipe = (...ignored: string[]) => `# Stay in 16 bits: these weights of "org/model" at commit "c0ffee".
default_stage:
  default_modifiers:
    QuantizationModifier:
      targets: ["Linear"]
      scheme: "W4A16"
      ignore:
${ignored.map((name) => `        - "${name}"\n`).join('')}`

  test.each([
    ['one module', LLAMA, ['lm_head', 'model.layers.2.mlp.down_proj']],
    ['experts', MIXTRAL, ['lm_head', ...MIXTRAL_NAMES]],
    ['nothing but the output head', EMPTY, ['lm_head']],
  ])('%s', (_, input, ignored) => {
    expect(textOf('llm-compressor', input)).toBe(recipe(...ignored))
  })
})

describe('torchao', () => {
  const config = (...lines: string[]) => `# Stay in 16 bits: these weights of "org/model" at commit "c0ffee".
from collections import OrderedDict

from torchao.quantization import FqnToConfig, Int4WeightOnlyConfig

config = FqnToConfig(
    OrderedDict(
        [
${lines.map((line) => `            ${line},\n`).join('')}            ("_default", Int4WeightOnlyConfig(group_size=128)),
        ]
    )
)
`
  test.each([
    ['one parameter', LLAMA, ['("model.layers.2.mlp.down_proj.weight", None)']],
    ['GPT-2', GPT2, ['("transformer.h.2.mlp.c_proj.weight", None)']],
    ['nothing', EMPTY, []],
  ])('%s', (_, input, lines) => {
    expect(textOf('torchao', input)).toBe(config(...lines))
  })
})

test.each([
  ['llama', ['lm_head']],
  ['gpt_neox', ['lm_head', 'embed_out']],
])(
  'bitsandbytes: the list of %s names its output head, which transformers would quantise otherwise',
  (family, heads) => {
    expect(jsonOf('bitsandbytes', { ...LLAMA, family })).toEqual({
      llm_int8_skip_modules: [...heads, 'model.layers.2.mlp.down_proj'],
    })
    expect(jsonOf('bitsandbytes', { ...EMPTY, family })).toEqual({ llm_int8_skip_modules: heads })
  },
)

test('ModelOpt: excluded modules', () => {
  expect(jsonOf('modelopt', PHI3)).toEqual({
    quantization: { exclude_modules: ['lm_head', 'model.layers.2.mlp.down_proj', 'model.layers.4.mlp.down_proj'] },
  })
})

describe('MLX', () => {
  const predicate = (keep: string) => `# Stay in 16 bits: these weights of "org/model" at commit "c0ffee".
${keep}


def class_predicate(path, module):
    return hasattr(module, "to_quantized") and path not in KEEP
`
  test.each([
    ['one module', LLAMA, 'KEEP = {\n    "model.layers.2.mlp.down_proj",\n}'],
    [
      'experts, which are one module',
      MIXTRAL,
      'KEEP = {\n    "model.layers.1.block_sparse_moe.switch_mlp.down_proj",\n}',
    ],
    ['GPT-2 under its name there', GPT2, 'KEEP = {\n    "model.h.2.mlp.c_proj",\n}'],
    ['nothing', EMPTY, 'KEEP = set()'],
  ])('%s', (_, input, keep) => {
    expect(textOf('mlx', input)).toBe(predicate(keep))
  })
})

test('JSON: the weights as they are stored', () => {
  expect(textOf('json', GPT2)).toBe(`{
  "repo": "org/model",
  "commit": "c0ffee",
  "weights": [
    {
      "tensor": "h.2.mlp.c_proj.weight",
      "row": 1591,
      "col": 138
    }
  ]
}
`)
  expect(KeepJson.parse(jsonOf('json', PHI3)).weights).toHaveLength(6)
  expect(jsonOf('json', { ...EMPTY, commit: null })).toEqual({ repo: 'org/model', commit: null, weights: [] })
})
