/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { randomLlama, randomTokens, type RandomLlama, type SmallConfig } from '@/tests/helpers/random-llama'
import { reference, referenceLosses } from '@/tests/helpers/reference'
import { familyOf } from '@/verifier/families'
import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import { nodeBackend } from '@/verifier/engine/node-backend'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

type Case = readonly [string, Partial<SmallConfig>, 'F32' | 'F16' | 'BF16', number]

const CASES: readonly Case[] = [
  ['as many key heads as heads', { num_key_value_heads: 4 }, 'F32', 33],
  ['one key head for all', { num_key_value_heads: 1 }, 'F32', 33],
  ['bfloat16 weights', {}, 'BF16', 64],
  ['float16 weights', {}, 'F16', 7],
  ['a single token', {}, 'F32', 1],
  ['two tokens', {}, 'BF16', 2],
  ['200 tokens', {}, 'BF16', 200],
  ['heads wider than hidden / heads', { head_dim: 16 }, 'F32', 17],
  ['a head size that GroupQueryAttention refuses', { head_dim: 6 }, 'F32', 21],
  ['such a head size with one key head for all', { head_dim: 10, num_key_value_heads: 1 }, 'BF16', 70],
  ['odd sizes everywhere', { hidden_size: 37, intermediate_size: 53, vocab_size: 101 }, 'BF16', 13],
  ['rows that would clash in the cache, laid apart', { hidden_size: 1024, intermediate_size: 1024 }, 'BF16', 5],
  ['more tokens than are multiplied at once', {}, 'F32', 1100],
  ['tied embeddings', { tie_word_embeddings: true }, 'BF16', 33],
  ['biases in attention and feed-forward', { attention_bias: true, mlp_bias: true }, 'F32', 33],
  ['linear rope scaling, old spelling', { rope_scaling: { type: 'linear', factor: 4 } }, 'F32', 65],
  [
    'llama3 rope scaling',
    {
      rope_theta: 500_000,
      rope_scaling: {
        rope_type: 'llama3',
        factor: 8,
        low_freq_factor: 1,
        high_freq_factor: 4,
        original_max_position_embeddings: 64,
      },
    },
    'F32',
    100,
  ],
  [
    'rope settings of transformers 5',
    { rope_theta: undefined, rope_parameters: { rope_type: 'default', rope_theta: 1000 } },
    'F32',
    40,
  ],
  ['a sliding window (mistral)', { model_type: 'mistral', sliding_window: 9 }, 'F32', 50],
  ['a llama config that mentions a sliding window it does not use', { sliding_window: 4 }, 'F32', 20],
]

const recipeOf = ({ checkpoint }: RandomLlama) => familyOf(checkpoint.config).recipeOf(checkpoint.config)

/** Largest difference, as a part of the largest reference value. */
function relative(got: ArrayLike<number>, expected: Float64Array): number {
  const most = expected.reduce((m, v) => Math.max(m, Math.abs(v)), 0)
  return expected.reduce((worst, v, i) => Math.max(worst, Math.abs(v - (got[i] ?? NaN))), 0) / most
}

function peak(values: Float64Array, width: number) {
  const i = values.reduce((best, v, at) => (Math.abs(v) > Math.abs(values[best] ?? 0) ? at : best), 0)
  return { token: Math.floor(i / width), channel: i % width, value: values[i] ?? NaN }
}

describe.each(CASES)('a random llama: %s', (_, changes, dtype, length) => {
  const model = randomLlama(changes, dtype)
  const tokens = randomTokens(length, model.config.vocab_size)
  const expected = reference(model, tokens)

  it('has the activations of a float64 forward pass in every layer', async () => {
    const recipe = recipeOf(model)
    const watches = [{ layer: 1, channel: 3, neuron: 5 }]
    const [trace] = await runTraces({
      backend: nodeBackend,
      checkpoint: model.checkpoint,
      recipe,
      jobs: [{ tokens, edits: [], base: null }],
      watches,
    })
    expected.layers.forEach((layer, i) => {
      const got = trace?.layers[i]
      expect(relative(got?.after ?? [], layer.h)).toBeLessThan(3e-6)
      for (const [extreme, values, width] of [
        [got?.extremes.input, layer.x, model.config.intermediate_size],
        [got?.extremes.output, layer.y, model.config.hidden_size],
        [got?.extremes.residual, layer.h, model.config.hidden_size],
      ] as const) {
        const { value, ...place } = peak(values, width)
        expect(extreme).toMatchObject(place)
        expect(Math.abs((extreme?.value ?? NaN) / value - 1)).toBeLessThan(1e-5)
      }
    })
    const watched = trace?.layers[1]?.watched[0]
    const column = (values: Float64Array, width: number, at: number) => values.filter((_v, i) => i % width === at)
    const second = expected.layers[1]
    expect(
      relative(watched?.x ?? [], column(second?.x ?? new Float64Array(), model.config.intermediate_size, 5)),
    ).toBeLessThan(1e-5)
    expect(
      relative(watched?.residualUpdate ?? [], column(second?.y ?? new Float64Array(), model.config.hidden_size, 3)),
    ).toBeLessThan(1e-5)
  })

  if (length > 1) {
    it('has the token losses of a float64 forward pass, intact and with weights removed', async () => {
      const zeroed = [
        [0, 3, 5],
        [1, 30, 40],
        [1, 30, 2],
      ] as const
      const edits = zeroed.map(([layer, channel, neuron]) => ({ layer, channel, neuron, scale: 0 }))
      const result = await runPass({
        backend: nodeBackend,
        checkpoint: model.checkpoint,
        recipe: recipeOf(model),
        windows: [tokens],
        streams: [
          { name: 'intact', edits: [] },
          { name: 'edited', edits },
        ],
      })
      for (const [name, run] of [
        ['intact', expected],
        ['edited', reference(model, tokens, zeroed)],
      ] as const) {
        const losses = referenceLosses(run, tokens, model.config.vocab_size)
        const mean = losses.reduce((a, b) => a + b, 0) / losses.length
        expect(Math.abs((result.get(name)?.[0] ?? NaN) / mean - 1)).toBeLessThan(1e-6)
      }
    })
  }
})
