/** @jest-environment ./tests/helpers/numbers-environment.ts */
import path from 'node:path'
import { folderCheckpoint } from '@/tests/helpers/folder-checkpoint'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { aRun, opened, useDataFolder } from '@/tests/verifier/journal/runs'
import { randomLlama, randomTokens } from '@/tests/helpers/random-llama'
import { familyOf } from '@/verifier/families'
import type { Scope } from '@/verifier/pass/scope'
import type { Stream } from '@/verifier/pass/branches'
import { runPass, type PassRequest } from '@/verifier/pass/run-pass'
import { runTraces, type Trace, type TraceRequest } from '@/verifier/pass/trace'
import { nodeBackend } from '@/verifier/engine/node-backend'

jest.setTimeout(120_000)
useDataFolder()

const at = (layer: number, channel: number, neuron: number, scale = 0, expert: number | null = null) => ({
  layer,
  expert,
  channel,
  neuron,
  scale,
})
const llama = randomLlama({ num_hidden_layers: 3 }, 'BF16')
const DENSE = {
  backend: nodeBackend,
  checkpoint: llama.checkpoint,
  recipe: familyOf(llama.config).recipeOf(llama.config),
  vocabulary: llama.config.vocab_size,
}
const mixture = folderCheckpoint(path.join(FIXTURE_HUB, 'parity', 'mixtral'))
const mixtureRecipe = familyOf(mixture.config).recipeOf(mixture.config)
const EXPERTS = {
  backend: nodeBackend,
  checkpoint: mixture,
  recipe: mixtureRecipe,
  vocabulary: mixtureRecipe.vocabulary,
}

const STREAMS: readonly Stream[] = [
  { name: 'intact', edits: [] },
  { name: 'early', edits: [at(0, 3, 5)] },
  { name: 'early and late', edits: [at(0, 3, 5), at(1, 1, 2, 2)] },
  { name: 'broken', edits: [at(1, 2, 3, 1e300)] },
]
const EXPERT_STREAMS: readonly Stream[] = STREAMS.map(({ name, edits }) => ({
  name,
  edits: edits.map((edit) => ({ ...edit, expert: edit.layer })),
}))

let number = 0

/** Runs, with the journal of a run of its own, what is interrupted when `stopAt` steps are done, and then goes on; tells its steps after that. */
async function interruptedAt<T>(
  stopAt: number,
  act: (scope: Scope, onProgress: (done: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<{ result: T; steps: number[] }> {
  const run = aRun({ repo: `acme/pass-${number++}` })
  const stop = new AbortController()
  const first = await opened(run)
  if (!first.scope) throw new Error('no journal')
  await expect(
    act(first.scope, (done) => done === stopAt && stop.abort(new Error('interrupted')), stop.signal),
  ).rejects.toThrow('interrupted')
  await first.journal?.leave()
  const second = await opened(run, { resume: true })
  if (!second.scope) throw new Error('no journal')
  const steps: number[] = []
  const result = await act(second.scope, (done) => steps.push(done), new AbortController().signal)
  await second.journal?.discard()
  expect(second.notices.map(({ kind }) => kind)).toEqual(['resumed'])
  return { result, steps }
}

describe.each([
  ['a dense model', DENSE, STREAMS],
  ['a mixture of experts', EXPERTS, EXPERT_STREAMS],
])('a pass over %s', (_, { vocabulary, ...model }, streams) => {
  const windows = Array.from({ length: 6 }, (_, i) =>
    randomTokens(600, vocabulary, i).slice(0, Math.min(600, model.recipe.positions)),
  )
  const pass = (changes: Partial<PassRequest>) => runPass({ ...model, windows, streams, ...changes })

  it.each([
    ['one sweep', {}],
    ['many', { maxHiddenBytes: 1 }],
  ])('that is interrupted after any step goes on to the same bits, in %s', async (_, size) => {
    let total = 0
    const whole = await pass({ ...size, onProgress: (_, of) => (total = of) })
    expect(whole.get('broken')?.some(Number.isFinite)).toBe(false)
    for (let done = 1; done < total; done++) {
      const { result, steps } = await interruptedAt(done, (scope, onProgress, signal) =>
        pass({ ...size, scope, onProgress, signal }),
      )
      expect([...result]).toEqual([...whole])
      expect(steps).toEqual(stepsAfter(done, total, model.recipe.layers + 1))
    }
  })

  it('whose windows or streams are others does not take it up', async () => {
    const run = aRun({ repo: `acme/pass-${number++}` })
    const first = await opened(run)
    const stop = new AbortController()
    if (!first.scope) throw new Error('no journal')
    await expect(
      pass({
        scope: first.scope,
        onProgress: (done) => done === 2 && stop.abort(new Error('interrupted')),
        signal: stop.signal,
      }),
    ).rejects.toThrow('interrupted')
    await first.journal?.leave()
    for (const changes of [
      { windows: windows.toReversed() },
      { streams: streams.slice(0, 2) },
      { streams: streams.map((s) => ({ ...s, edits: s.edits.map((e) => ({ ...e, scale: 3 })) })) },
    ]) {
      const { scope, journal } = await opened(run, { resume: true })
      const steps: number[] = []
      if (scope)
        expect([...(await pass({ ...changes, scope, onProgress: (done) => steps.push(done) }))]).toEqual([
          ...(await pass(changes)),
        ])
      expect(steps.slice(0, 2)).toEqual([0, 1])
      await journal?.leave()
    }
  })

  it('observes layers once: a trace that is interrupted after any layer goes on to the same bits', async () => {
    const tokens = [3, 1, 4, 1, 5, 9, 2, 6]
    const edits = streams[1]?.edits ?? []
    const trace = (changes: Partial<TraceRequest>) =>
      runTraces({
        ...model,
        watches: edits,
        jobs: [
          { tokens, edits: [], base: null },
          { tokens: tokens.toReversed(), edits: [], base: null },
        ],
        ...changes,
      })
    const [intact = null] = await trace({})
    const later = at(1, 1, 2, 0, streams === EXPERT_STREAMS ? 1 : null)
    for (const jobs of [
      undefined,
      [
        { tokens, edits: [later], base: intact },
        { tokens, edits: [], base: null },
      ],
    ]) {
      const own = jobs === undefined ? {} : { jobs }
      const whole = await trace(own)
      for (let done = 1; done < model.recipe.layers; done++) {
        const { result, steps } = await interruptedAt<Trace[]>(done, (scope, onProgress, signal) =>
          trace({ ...own, scope, onProgress, signal }),
        )
        expect(result).toEqual(whole)
        expect(steps).toEqual(Array.from({ length: model.recipe.layers - done + 1 }, (_, i) => done + i))
      }
    }
  })
})

/** The steps that a run shows which goes on after `done`: 0, then where it stood, unless a sweep was just over, and what is left. */
function stepsAfter(done: number, total: number, perSweep: number): number[] {
  return [
    0,
    ...Array.from({ length: total - done + 1 }, (_, i) => done + i).filter(
      (step) => step > done || done % perSweep > 0,
    ),
  ]
}
