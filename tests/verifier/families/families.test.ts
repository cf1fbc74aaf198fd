import { FAMILIES } from '@/lib/coordinates'
import { keysOf } from '@/lib/families/keys'
import { smallConfig } from '@/tests/helpers/random-llama'
import { familyOf, InvalidCheckpoint, UnsupportedArchitecture } from '@/verifier/families'
import { alibiSlopes, maskOf } from '@/verifier/families/mask'
import { frequenciesOf } from '@/verifier/families/rope'
import { memoryNeeded, checkMemory, TooLarge } from '@/verifier/pass/memory'

const recipe = (changes: Record<string, unknown>) => {
  const config = { ...smallConfig(), ...changes }
  return familyOf(config).recipeOf(config)
}

describe('familyOf', () => {
  it('has a recipe for every family whose coordinates the registry reads', () => {
    for (const { modelTypes, family } of FAMILIES)
      for (const model_type of modelTypes) expect(familyOf({ model_type }).names.family).toBe(family)
  })

  it('names the architecture it does not know, and those it does', () => {
    expect(() => familyOf({ model_type: 'mamba' })).toThrow(UnsupportedArchitecture)
    expect(() => familyOf({ model_type: 'mamba' })).toThrow(/"mamba".*llama, mistral/)
    expect(() => familyOf({})).toThrow(/unnamed/)
  })
})

describe('a llama recipe', () => {
  it('reads old and bare configs as transformers does', () => {
    const {
      layerKinds: [layer],
      head,
    } = recipe({ num_key_value_heads: undefined, head_dim: null, rms_norm_eps: undefined, rope_theta: undefined })
    expect(layer?.attention).toMatchObject({
      kvHeads: 4,
      headDim: 8,
      rope: { theta: 10_000, scaling: { type: 'none' } },
      window: null,
    })
    expect(layer?.norm).toEqual({ kind: 'rms', epsilon: 1e-6 })
    expect(head.tensor).toBe('lm_head.weight')
  })

  it('gives every key that is absent the default of its class in transformers', () => {
    for (const {
      modelTypes: [model_type = ''],
      family,
    } of FAMILIES.filter((f) => !f.family.startsWith('deepseek'))) {
      const said = Object.fromEntries(
        Object.entries(keysOf(family).keys).map(([key, { default: value }]) => [key, value]),
      )
      const bare = familyOf({ model_type }).recipeOf({ model_type })
      expect(familyOf({ model_type }).recipeOf({ model_type, ...said })).toEqual(bare)
    }
    expect(recipe({ hidden_size: undefined }).hidden).toBe(4096)
  })

  it('reads of rotary settings what transformers reads of them', () => {
    const rope = (changes: Record<string, unknown>) => recipe(changes).layerKinds[0]?.attention.rope
    const linear = { type: 'linear', factor: 4 }
    expect(rope({ rope_scaling: linear, rope_parameters: { rope_type: 'default', rope_theta: 777 } })).toMatchObject({
      theta: 10_000,
      scaling: { type: 'linear', factor: 4 },
    })
    expect(rope({ rope_scaling: {}, rope_parameters: { rope_type: 'default', rope_theta: 777 } })).toMatchObject({
      theta: 777,
      scaling: { type: 'none' },
    })
    expect(
      rope({ rope_parameters: { rope_theta: 777, partial_rotary_factor: 0.5 }, partial_rotary_factor: 0.25 }),
    ).toMatchObject({ theta: 777, dim: 8 })
    expect(() => rope({ rope_scaling: linear, partial_rotary_factor: 0.5 })).toThrow(
      /partial_rotary_factor to 0.5 beside the rotary scaling "linear"; llama rotates whole heads/,
    )
    expect(() => rope({ rope_parameters: { full_attention: { rope_type: 'default' } } })).toThrow(
      /separate rotary settings for "full_attention" layers; llama uses the same/,
    )
    expect(
      rope({
        model_type: 'gpt_neox',
        head_dim: 8,
        rotary_pct: 0.5,
        rotary_emb_base: 777,
        rope_theta: 5,
        partial_rotary_factor: 1,
      }),
    ).toMatchObject({ theta: 777, dim: 4 })
  })

  it.each([
    [
      'a layer of a kind that no recipe has',
      { model_type: 'qwen2', layer_types: ['full_attention', 'chunked_attention', 'full_attention'] },
      /type "chunked_attention" have no recipe/,
    ],
    [
      'a width of heads that transformers lets change the rotation alone',
      { model_type: 'stablelm', head_dim: 16 },
      /head_dim to 16; stablelm reads only 8 /,
    ],
    [
      'key-value heads that DeepSeek has not',
      { model_type: 'deepseek_v2' },
      /num_key_value_heads to 2; deepseek_v2 reads only 4 /,
    ],
    [
      'a way to choose experts that transformers has not',
      { model_type: 'deepseek_v2', num_key_value_heads: 4, num_experts_per_tok: 2, topk_method: 'noaux_tc' },
      /topk_method to "noaux_tc"/,
    ],
    ['another activation', { hidden_act: 'xielu' }, /"xielu"/],
    ['a scaling without a recipe', { rope_scaling: { type: 'proportional', factor: 2 } }, /"proportional"/],
    [
      'a window with a softcap that no operator takes',
      { model_type: 'gemma2', sliding_window: 8, head_dim: 6 },
      /sliding window and a softcap/,
    ],
  ])('refuses %s as unsupported, not as wrong', (_, changes, message) => {
    expect(() => recipe(changes)).toThrow(UnsupportedArchitecture)
    expect(() => recipe(changes)).toThrow(message)
  })

  it.each([
    ['a size that is text', { hidden_size: '32' }, /hidden_size/],
    [
      'a needed number its class has no default for',
      { model_type: 'deepseek_v2', num_key_value_heads: 4 },
      /"num_experts_per_tok" is missing/,
    ],
    ['a size no machine has', { vocab_size: 2 ** 40 }, /vocab_size/],
    ['heads of an odd width', { head_dim: 7 }, /7 dimensions/],
    ['heads that cannot be shared', { num_key_value_heads: 3 }, /3 key-value heads/],
    ['a scaling without its factor', { rope_scaling: { type: 'linear' } }, /"factor"/],
  ])('refuses %s and names it', (_, changes, message) => {
    expect(() => recipe(changes)).toThrow(InvalidCheckpoint)
    expect(() => recipe(changes)).toThrow(message)
  })
})

describe('a config that is not what its family writes', () => {
  it.each([
    ['a number that is text', { rms_norm_eps: '1e-5' }, /"rms_norm_eps" must be a number/],
    ['a number below zero', { rope_theta: -1 }, /"rope_theta" must be a number greater than 0/],
    ['a flag that is a number', { attention_bias: 1 }, /"attention_bias" must be true or false/],
    ['more layers than any model has', { num_hidden_layers: 5000 }, /"num_hidden_layers" must be a whole number/],
    ['settings that are a list', { rope_scaling: [1] }, /"rope_scaling" must be an object/],
    [
      'too few layer types',
      { model_type: 'gemma2', layer_types: ['full_attention'] },
      /"layer_types" must be a list of 3/,
    ],
    [
      'LongRoPE factors of the wrong number',
      { model_type: 'phi3', rope_scaling: { type: 'longrope', short_factor: [1, 1, 1], long_factor: [1] } },
      /_factor/,
    ],
    [
      'LongRoPE factors that are no numbers',
      {
        model_type: 'phi3',
        rope_scaling: { type: 'longrope', short_factor: [1, 1, 1, 'x'], long_factor: [1, 1, 1, 1] },
      },
      /4 positive numbers/,
    ],
    [
      'attention in both directions',
      { model_type: 'gemma3_text', use_bidirectional_attention: true },
      /sets use_bidirectional_attention to true/,
    ],
  ])('%s: is named', (_, changes, message) => {
    expect(() => recipe(changes)).toThrow(message)
  })

  it('takes nothing from an inherited field', () => {
    const config = Object.create({ ...smallConfig(), attention_bias: true }) as Record<string, unknown>
    Object.assign(config, smallConfig())
    expect(
      familyOf(config)
        .recipeOf(config)
        .layerKinds[0]?.weights.some((w) => w.slot === 'query_bias'),
    ).toBe(false)
  })
})

describe('ALiBi slopes', () => {
  it('are those of the paper, also where the number of heads is no power of two', () => {
    expect(alibiSlopes(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((i) => 2 ** -i))
    expect(alibiSlopes(6)).toEqual([0.25, 0.0625, 0.015625, 0.00390625, 0.5, 0.125])
  })
})

describe('ALiBi, as Falcon rounds it', () => {
  it('rounds slope, position and their product to bfloat16: from position 257 on, not every position is one', () => {
    const alibi = { scale: 1, rounded: true }
    const {
      layerKinds: [layer],
    } = recipe({
      model_type: 'falcon',
      alibi: true,
      hidden_size: 36,
      num_attention_heads: 9,
      head_dim: undefined,
      multi_query: false,
    })
    const last = (length: number) => (layer ? maskOf({ ...layer.attention, alibi }, length).at(-1) : NaN)
    // The ninth slope is 2^-0.5, in bfloat16 0.70703125; 257 becomes 256, and 259 becomes 260.
    expect(last(258)).toBe(181)
    expect(last(260)).toBe(184)
  })
})

describe('a mask', () => {
  it('hides what comes after a token and what lies outside its window', () => {
    const {
      layerKinds: [layer],
    } = recipe({ model_type: 'mistral', sliding_window: 2, head_dim: 6 })
    const hidden = layer ? [...maskOf(layer.attention, 3)].map((v) => (v === 0 ? '.' : 'x')).join('') : ''
    expect(hidden).toBe('.xx..xx..')
  })
})

describe('llama3 rope scaling', () => {
  // Llama-3.1-8B: waves shorter than 8192 / 4 stay, those longer than 8192 are stretched by 8.
  const scaling = {
    type: 'llama3',
    factor: 8,
    lowFrequencyFactor: 1,
    highFrequencyFactor: 4,
    originalPositions: 8192,
  } as const
  const plain = frequenciesOf({ theta: 500_000, dim: 128, interleaved: false, scaling: { type: 'none' } })
  const scaled = frequenciesOf({ theta: 500_000, dim: 128, interleaved: false, scaling })

  it('keeps short waves, stretches long ones, and blends between them without a jump', () => {
    const ratios = [...scaled].map((f, i) => (plain[i] ?? NaN) / f)
    expect(ratios[0]).toBe(1)
    expect(ratios.at(-1)).toBe(8)
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b))
    expect(ratios.filter((r) => r > 1 && r < 8).length).toBeGreaterThan(3)
  })
})

describe('memory', () => {
  it('refuses a model whose layer does not fit, and says how much it takes', () => {
    const large = recipe({
      hidden_size: 16_384,
      intermediate_size: 53_248,
      num_attention_heads: 128,
      num_key_value_heads: 8,
      head_dim: 128,
    })
    expect(memoryNeeded(large) / 2 ** 30).toBeGreaterThan(4)
    expect(() => checkMemory(large, 4 * 2 ** 30)).toThrow(TooLarge)
    expect(() => checkMemory(large, 4 * 2 ** 30)).toThrow(/GiB; this machine allows 4.0 GiB/)
    expect(() => checkMemory(recipe({}), 2 ** 30)).not.toThrow()
  })
})
