/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { openStored } from '@/lib/hub/checkpoint/open-stored'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { randomTokens } from '@/tests/helpers/random-llama'
import { familyOf } from '@/verifier/families'
import { runPass } from '@/verifier/pass/run-pass'
import { runTraces } from '@/verifier/pass/trace'
import { nodeBackend } from '@/verifier/engine/node-backend'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

let hub: TestHub
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
})
afterAll(() => hub.close())

/** Losses of two streams that part, and all that is seen of three prompts. */
async function measure(checkpoint: Checkpoint): Promise<unknown> {
  const recipe = familyOf(checkpoint.config).recipeOf(checkpoint.config)
  const windows = [0, 1, 2, 3].map((seed) => randomTokens(20, recipe.vocabulary, seed))
  const edit = { layer: 1, expert: recipe.layerKinds[1]?.experts ? 1 : null, channel: 3, neuron: 2, scale: 0 }
  const losses = await runPass({
    backend: nodeBackend,
    checkpoint,
    recipe,
    windows,
    streams: [
      { name: 'intact', edits: [] },
      { name: 'edited', edits: [edit] },
    ],
  })
  const traces = await runTraces({
    backend: nodeBackend,
    checkpoint,
    recipe,
    jobs: windows.map((tokens) => ({ tokens, edits: [edit], base: null })),
    watches: [edit],
  })
  return { losses: [...losses], traces }
}

test.each(['llama-gqa-bf16', 'qwen2-moe', 'mixtral', 'deepseek-v3'])(
  'a pass and a trace over %s give the same bits with what is fetched ahead and without',
  async (name) => {
    const repo = `parity/${name}`
    const weights = () => hub.requests.filter(({ path: asked }) => asked.includes('.safetensors')).length
    const before = weights()
    const plain = await measure(await openCheckpoint({ repo }))
    const between = weights()
    const prefetched = await openStored({ repo, storage: 'memory' })
    expect(prefetched.prefetch).toBeDefined()
    expect(await measure(prefetched)).toEqual(plain)
    // Nothing is fetched twice, and nothing that is not read.
    expect(weights() - between).toBe(between - before)
  },
)
