/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { demoWindows, goldenOf, TRAINED, trainedModel, type Golden } from '@/tests/helpers/golden'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { readFloats } from '@/verifier/pass/read-floats'
import { runPass } from '@/verifier/pass/run-pass'
import { locate } from '@/verifier/pass/check-tensors'
import { runTraces, type Trace } from '@/verifier/pass/trace'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

/** What is asked of every number, relative to its own size or to the largest of its kind. */
const ACTIVATION = 1e-5
const LOGIT = 2e-5
const LOSS = 1e-6

function expectLayers(trace: Trace | undefined, layers: Golden['traces'][number]['layers']): void {
  expect(trace?.layers).toHaveLength(layers.length)
  layers.forEach((golden, i) => {
    const got = trace?.layers[i]?.extremes
    for (const [ours, theirs] of [
      [got?.input, golden.down_proj_input],
      [got?.output, golden.down_proj_output],
      [got?.residual, golden.residual_after],
    ] as const) {
      expect(ours).toMatchObject({ token: theirs.token, channel: theirs.channel })
      expect(Math.abs((ours?.value ?? NaN) / theirs.value - 1)).toBeLessThan(ACTIVATION)
    }
  })
}

async function floatsOf(checkpoint: Checkpoint, name: string): Promise<Float32Array> {
  const tensor = checkpoint.tensors.get(name)
  if (!tensor) throw new Error(`no ${name}`)
  const values = new Float32Array(tensor.shape.reduce((a, b) => a * b, 1))
  await readFloats(checkpoint, tensor, 0, values)
  return values
}

/** The last token's logits from a trace's last residual, by a norm and a product in double. */
async function lastLogits(trace: Trace, { checkpoint, recipe }: ReturnType<typeof trainedModel>): Promise<number[]> {
  const width = recipe.hidden
  const h = trace.layers.at(-1)?.after.subarray(-width) ?? new Float32Array()
  const weight = await floatsOf(checkpoint, 'model.norm.weight')
  const head = await floatsOf(checkpoint, locate(checkpoint.tensors, recipe, recipe.head.tensor).name)
  const size = Math.sqrt(h.reduce((sum, v) => sum + v * v, 0) / width + (recipe.head.norm?.epsilon ?? NaN))
  return Array.from({ length: recipe.vocabulary }, (_, id) =>
    h.reduce((sum, v, i) => sum + (v / size) * (weight[i] ?? NaN) * (head[id * width + i] ?? NaN), 0),
  )
}

describe.each(TRAINED)('%s, against transformers', (name) => {
  const golden = goldenOf(name)
  const model = trainedModel(name)

  it('has the same extremes in every layer, on every prompt with and without BOS, and the same logits', async () => {
    const traces = await runTraces({
      ...model,
      jobs: golden.traces.map((t) => ({ tokens: t.token_ids, edits: [], base: null })),
      watches: [],
    })
    expect(golden.traces.some((t) => t.last_logits)).toBe(true)
    for (const [i, theirs] of golden.traces.entries()) {
      const ours = traces[i]
      expectLayers(ours, theirs.layers)
      if (!theirs.last_logits) continue
      const logits = ours ? await lastLogits(ours, model) : []
      const worst = theirs.last_logits.reduce(
        (most, logit, id) => Math.max(most, Math.abs(logit - (logits[id] ?? NaN))),
        0,
      )
      expect(worst / theirs.max_abs_logit).toBeLessThan(LOGIT)
    }
  })

  it('has the same extremes after weights are removed one by one, each trace continued from the one before', async () => {
    const tokens = golden.traces[0]?.token_ids ?? []
    let [base] = await runTraces({ ...model, jobs: [{ tokens, edits: [], base: null }], watches: [] })
    for (const round of golden.removal_rounds) {
      const edits = golden.planted
        .filter((_, i) => round.zeroed.includes(i))
        .map(({ layer, row, col }) => ({ layer, channel: row, neuron: col, scale: 0 }))
      const [next] = await runTraces({ ...model, jobs: [{ tokens, edits, base: base ?? null }], watches: [] })
      expectLayers(next, round.layers)
      base = next
    }
  })

  it.each(
    golden.perplexity.filter((run) => run.length < 2048).map((run) => [`${run.windows} x ${run.length}`, run] as const),
  )('has the same losses in all streams at once, %s', async (_, run) => {
    const streams = Object.entries(golden.edits.streams).map(([stream, edits]) => ({
      name: stream,
      edits: edits.map(([layer, channel, neuron]) => ({ layer, channel, neuron, scale: 0 })),
    }))
    const result = await runPass({ ...model, windows: demoWindows(run.windows, run.length), streams })
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
    for (const [stream, theirs] of Object.entries(run.streams)) {
      const ours = result.get(stream) ?? []
      expect(ours).toHaveLength(theirs.nlls.length)
      expect(Math.abs(mean(ours) / mean(theirs.nlls) - 1)).toBeLessThan(LOSS)
      expect(Math.abs(mean(ours) / mean(theirs.nlls_float64 ?? theirs.nlls) - 1)).toBeLessThan(LOSS)
      theirs.nlls.forEach((nll, i) => expect(Math.abs((ours[i] ?? NaN) / nll - 1)).toBeLessThan(2 * LOSS))
    }
  })
})

it('has the losses of transformers in windows of 2048 tokens', async () => {
  const run = goldenOf('tiny-single').perplexity.find((r) => r.length === 2048)
  const result = await runPass({
    ...trainedModel('tiny-single'),
    windows: demoWindows(1, 2048),
    streams: [{ name: 'intact', edits: [] }],
  })
  expect(Math.abs((result.get('intact')?.[0] ?? NaN) / (run?.streams.intact?.nlls[0] ?? NaN) - 1)).toBeLessThan(
    2 * LOSS,
  )
})
