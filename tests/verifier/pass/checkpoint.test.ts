/** @jest-environment ./tests/helpers/numbers-environment.ts */
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import { randomLlama } from '@/tests/helpers/random-llama'
import { familyOf } from '@/verifier/families'
import { checkTensors, locate } from '@/verifier/pass/check-tensors'
import { embed, readEmbedding } from '@/verifier/pass/embedding'
import { extremeOf } from '@/verifier/pass/observe'
import { runTraces } from '@/verifier/pass/trace'
import { nodeBackend } from '@/verifier/engine/node-backend'

const model = randomLlama({ vocab_size: 5000 }, 'BF16')
const recipe = familyOf(model.config).recipeOf(model.config)
const down = 'model.layers.2.mlp.down_proj.weight'

function tensorsWith(name: string, change: Partial<TensorLocation> | null): Map<string, TensorLocation> {
  const tensors = new Map(model.checkpoint.tensors)
  const old = tensors.get(name)
  if (change === null || !old) tensors.delete(name)
  else tensors.set(name, { ...old, ...change })
  return tensors
}

describe('checkTensors', () => {
  it('accepts a checkpoint that is what its config says', () => {
    expect(() => checkTensors(recipe, model.checkpoint.tensors)).not.toThrow()
  })

  it.each([
    [
      'a tensor that is missing',
      tensorsWith(down, null),
      /no tensor "model\.layers\.2\.mlp\.down_proj\.weight", which its config\.json calls for/,
    ],
    [
      'a tensor of another shape',
      tensorsWith(down, { shape: [48, 32] }),
      /has shape \[48, 32\]; its config\.json calls for \[32, 48\]/,
    ],
    [
      'a number format that would lose digits or is packed',
      tensorsWith(down, { dtype: 'F8_E4M3' }),
      /stored as F8_E4M3; supported: F32, F16, BF16/,
    ],
  ])('names %s', (_, tensors, message) => {
    expect(() => checkTensors(recipe, tensors)).toThrow(message)
  })
})

describe('a tied embedding and head', () => {
  const { tied, untied } = {
    tied: familyOf(model.config).recipeOf({ ...model.config, tie_word_embeddings: true }),
    untied: recipe,
  }
  const [embedding, head] = ['model.embed_tokens.weight', 'lm_head.weight']
  const found = (from: typeof recipe, tensors: Map<string, TensorLocation>) =>
    [from.embedding.tensor, from.head.tensor].map((name) => locate(tensors, from, name).name)

  it('are each their own tensor where both are stored: transformers ties only equal ones', () => {
    expect(found(tied, tensorsWith('none', null))).toEqual([embedding, head])
  })

  it('are the one that is stored, whichever it is', () => {
    expect(found(tied, tensorsWith(head, null))).toEqual([embedding, embedding])
    expect(found(tied, tensorsWith(embedding, null))).toEqual([head, head])
  })

  it('are two where the config says so: neither stands for the other', () => {
    expect(() => found(untied, tensorsWith(head, null))).toThrow(/no tensor "lm_head\.weight"/)
    expect(() => found(untied, tensorsWith(embedding, null))).toThrow(/no tensor "model\.embed_tokens\.weight"/)
  })
})

describe('embedding rows', () => {
  it('are read in few ranges, and are the stored rows in the order of the tokens', async () => {
    const ranges: [number, number][] = []
    const counting: Checkpoint = {
      ...model.checkpoint,
      read: (tensor, from, to, into) => {
        ranges.push([from, to])
        return model.checkpoint.read(tensor, from, to, into)
      },
    }
    const tokens = [4999, 0, 17, 0]
    const h = await embed(await readEmbedding({ checkpoint: counting, recipe, backend: nodeBackend }, [tokens]), [
      tokens,
    ])
    const table = model.weights.get('model.embed_tokens.weight') ?? new Float64Array()
    expect([...h]).toEqual(tokens.flatMap((id) => [...table.subarray(id * 32, (id + 1) * 32)]))
    // 5000 rows of 64 bytes lie closer together than a round trip is worth.
    expect(ranges).toEqual([[0, 5000 * 64]])
  })
})

describe('activations that are not finite', () => {
  it('are an error that says where, never a number in a report', () => {
    expect(() => extremeOf(Float32Array.of(1, 2, NaN, 4), 2, 7)).toThrow(/Layer 7 gives NaN at token 1, channel 0/)
    expect(() => extremeOf(Float32Array.of(1, -Infinity), 2, 0)).toThrow(/-Infinity at token 0, channel 1/)
  })
})

describe('a trace continued from another', () => {
  it('runs the layers from the first edited one on, and has the bits of a trace from the start', async () => {
    const read: string[] = []
    const counting: Checkpoint = {
      ...model.checkpoint,
      read: (tensor, from, to, into) => {
        read.push(tensor.name)
        return model.checkpoint.read(tensor, from, to, into)
      },
    }
    const tokens = [3, 1, 4, 1, 5]
    const edits = [{ layer: 1, channel: 3, neuron: 4, scale: 0 }]
    const watches = [{ layer: 2, channel: 1, neuron: 1 }]
    const [intact, whole] = await runTraces({
      backend: nodeBackend,
      checkpoint: counting,
      recipe,
      watches,
      jobs: [
        { tokens, edits: [], base: null },
        { tokens, edits, base: null },
      ],
    })
    read.length = 0
    const [continued] = await runTraces({
      backend: nodeBackend,
      checkpoint: counting,
      recipe,
      watches,
      jobs: [{ tokens, edits, base: intact ?? null }],
    })
    expect(continued).toEqual(whole)
    expect([...new Set(read.map((name) => name.split('.')[2]))]).toEqual(['1', '2'])
  })
})
