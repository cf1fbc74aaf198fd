/** @jest-environment ./tests/helpers/numbers-environment.ts */
import path from 'node:path'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { folderCheckpoint } from '@/tests/helpers/folder-checkpoint'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { randomLlama, randomTokens } from '@/tests/helpers/random-llama'
import { randomModel } from '@/tests/helpers/random-model'
import { familyOf } from '@/verifier/families'
import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import { nodeBackend } from '@/verifier/engine/node-backend'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

interface Watched {
  readonly checkpoint: Checkpoint
  /** Whole tensors, in order. */
  readonly announced: string[]
  readonly read: string[]
  /** Of each announced tensor what had been read when it was announced. */
  readonly readBefore: Map<string, number>
}

function watched(checkpoint: Checkpoint): Watched {
  const [announced, read, readBefore]: [string[], string[], Map<string, number>] = [[], [], new Map()]
  return {
    announced,
    read,
    readBefore,
    checkpoint: {
      ...checkpoint,
      prefetch(tensor, from, to) {
        expect([from, to]).toEqual([0, tensor.end - tensor.start])
        announced.push(tensor.name)
        readBefore.set(tensor.name, read.length)
      },
      read(tensor, from, to, into) {
        // All tensors of these models are smaller than a tile; a part is a row looked at again, or of the embedding.
        if (to - from === tensor.end - tensor.start) read.push(tensor.name)
        return checkpoint.read(tensor, from, to, into)
      },
    },
  }
}

/** What is read without having been announced: single rows, and what little stands around the layers. */
const isAround = (name: string) => /embed|model\.norm/.test(name)

describe.each(['qwen2-moe', 'qwen2-moe-mixed', 'mixtral', 'deepseek-v3'])('of a mixture of experts (%s)', (name) => {
  const model = folderCheckpoint(path.join(FIXTURE_HUB, 'parity', name))
  const recipe = familyOf(model.config).recipeOf(model.config)
  const windows = [0, 1, 2].map((seed) => randomTokens(3, recipe.vocabulary, seed))

  test('a pass announces exactly what it reads, in that order, each expert as soon as tokens are routed', async () => {
    const { checkpoint, announced, read, readBefore } = watched(model)
    await runPass({ backend: nodeBackend, checkpoint, recipe, windows, streams: [{ name: 'intact', edits: [] }] })
    // The embedding is the head too where the two are tied.
    expect(announced.filter((tensor) => !isAround(tensor))).toEqual(read.filter((tensor) => !isAround(tensor)))
    const experts = announced.filter((tensor) => /experts\.\d/.test(tensor))
    expect(experts.length).toBeGreaterThan(0)
    // Announced together, before the first of them is read.
    for (const tensor of experts) {
      const layer = /layers\.(\d+)\./.exec(tensor)?.[1] ?? ''
      const first = read.findIndex((other) => other.includes(`layers.${layer}.`) && /experts\.\d/.test(other))
      expect(readBefore.get(tensor)).toBeLessThanOrEqual(first)
    }
  })

  test('so does a trace', async () => {
    const { checkpoint, announced, read } = watched(model)
    await runTraces({
      backend: nodeBackend,
      checkpoint,
      recipe,
      jobs: windows.map((tokens) => ({ tokens, edits: [], base: null })),
      watches: [],
    })
    expect(announced).toEqual(read.filter((tensor) => !isAround(tensor)))
  })
})

test('a pass whose windows go through a layer in several rounds announces the layer again', async () => {
  const model = randomLlama({ num_hidden_layers: 2, intermediate_size: 10_000 })
  const recipe = familyOf(model.config).recipeOf(model.config)
  const windows = Array.from({ length: 36 }, (_, seed) => randomTokens(500, model.config.vocab_size, seed))
  const { checkpoint, announced, read } = watched(model.checkpoint)
  await runPass({ backend: nodeBackend, checkpoint, recipe, windows, streams: [{ name: 'intact', edits: [] }] })
  const rounds = read.filter((tensor) => tensor.includes('layers.0.mlp.down_proj')).length
  expect(rounds).toBe(2)
  expect(announced).toEqual(read.filter((tensor) => !isAround(tensor)))
})

test('a shared expert that takes several rounds is announced again for each, and the rounds change no bit', async () => {
  const config = {
    model_type: 'qwen2_moe',
    hidden_size: 32,
    intermediate_size: 48,
    moe_intermediate_size: 16,
    shared_expert_intermediate_size: 10_000,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    vocab_size: 61,
    rms_norm_eps: 1e-5,
    max_position_embeddings: 2048,
    hidden_act: 'silu',
    num_experts: 4,
    num_experts_per_tok: 2,
  }
  const model = randomModel(config)
  const recipe = familyOf(model.config).recipeOf(model.config)
  const windows = Array.from({ length: 36 }, (_, seed) => randomTokens(500, recipe.vocabulary, seed))
  const streams = [{ name: 'intact', edits: [] }]
  const { checkpoint, announced, read } = watched(model)
  const losses = await runPass({ backend: nodeBackend, checkpoint, recipe, windows, streams })
  expect(read.filter((tensor) => tensor.includes('layers.1.mlp.shared_expert.down_proj'))).toHaveLength(2)
  expect(announced).toEqual(read.filter((tensor) => !isAround(tensor)))
  expect([...losses]).toEqual([
    ...(await runPass({ backend: nodeBackend, checkpoint: model, recipe, windows, streams, maxHiddenBytes: 1 })),
  ])
})
