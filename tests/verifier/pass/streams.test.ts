/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { randomLlama, randomTokens } from '@/tests/helpers/random-llama'
import { familyOf } from '@/verifier/families'
import type { Stream } from '@/verifier/pass/branches'
import { runPass, type PassRequest } from '@/verifier/pass/run-pass'
import { nodeBackend } from '@/verifier/engine/node-backend'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

const model = randomLlama({ num_hidden_layers: 4 }, 'BF16')
const recipe = familyOf(model.config).recipeOf(model.config)
const windows = Array.from({ length: 70 }, (_, i) => randomTokens(40, model.config.vocab_size, i))
const at = (layer: number, channel: number, neuron: number, scale = 0) => ({ layer, channel, neuron, scale })

const STREAMS: readonly Stream[] = [
  { name: 'intact', edits: [] },
  { name: 'early', edits: [at(0, 3, 5)] },
  { name: 'early, doubled', edits: [at(0, 3, 5, 2)] },
  { name: 'early and late', edits: [at(0, 3, 5), at(3, 1, 2)] },
  { name: 'two of one channel', edits: [at(2, 7, 1), at(2, 7, 40)] },
  { name: 'last layer', edits: [at(3, 0, 0)] },
]

const run = (streams: readonly Stream[], changes: Partial<PassRequest> = {}) =>
  runPass({ backend: nodeBackend, checkpoint: model.checkpoint, recipe, windows, streams, ...changes })

describe('streams of one pass', () => {
  it('give the same bits alone and in company', async () => {
    const together = await run(STREAMS)
    for (const stream of STREAMS) {
      const alone = await run([stream])
      expect(alone.get(stream.name)).toEqual(together.get(stream.name))
    }
    expect(new Set([...together.values()].map((losses) => losses[0])).size).toBe(STREAMS.length)
  })

  it('give the same bits in one sweep over the weights and in many', async () => {
    const many = await run(STREAMS, { maxHiddenBytes: 1 })
    expect([...many]).toEqual([...(await run(STREAMS))])
  })

  it('cost no further reading of the checkpoint', async () => {
    const bytesOf = async (streams: readonly Stream[]) => {
      let bytes = 0
      const checkpoint: PassRequest['checkpoint'] = {
        ...model.checkpoint,
        read: (tensor, from, to, into) => {
          bytes += to - from
          return model.checkpoint.read(tensor, from, to, into)
        },
      }
      await run(streams, { checkpoint })
      return bytes
    }
    const alone = await bytesOf([{ name: 'intact', edits: [] }])
    expect(alone).toBeGreaterThan(0)
    expect(await bytesOf(STREAMS)).toBe(alone)
  })

  it('do not depend on the order in which edits are listed', async () => {
    const edits = [at(2, 7, 1), at(0, 3, 5), at(2, 7, 40), at(2, 6, 1)]
    const result = await run([
      { name: 'a', edits },
      { name: 'b', edits: edits.toReversed() },
    ])
    expect(result.get('a')).toEqual(result.get('b'))
    expect([...(await run([{ name: 'b', edits: edits.toReversed() }])).values()][0]).toEqual(result.get('a'))
  })

  it('take an edit of scale 1 for none', async () => {
    const result = await run([
      { name: 'intact', edits: [] },
      { name: 'same', edits: [at(1, 2, 3, 1)] },
    ])
    expect(result.get('same')).toEqual(result.get('intact'))
  })

  it('carry a broken stream as it is, and leave the others alone', async () => {
    const result = await run([
      { name: 'intact', edits: [] },
      { name: 'broken', edits: [at(1, 2, 3, 1e300)] },
    ])
    expect(result.get('broken')?.every((loss) => !Number.isFinite(loss))).toBe(true)
    expect(result.get('intact')).toEqual((await run([{ name: 'intact', edits: [] }])).get('intact'))
  })

  it('tell how far they are, from the beginning to the end', async () => {
    const steps: [number, number][] = []
    await run(STREAMS, { maxHiddenBytes: 1, onProgress: (done, total) => steps.push([done, total]) })
    expect(steps.map(([done]) => done)).toEqual(steps.map((_, i) => i))
    expect(steps.at(-1)?.[0]).toBe(steps.at(-1)?.[1])
  })

  it('stop when they are told to', async () => {
    const control = new AbortController()
    const stopped = run(STREAMS, {
      signal: control.signal,
      onProgress: (done) => done === 2 && control.abort(new Error('enough')),
    })
    await expect(stopped).rejects.toThrow('enough')
  })

  it('refuse windows of unequal length and tokens outside the vocabulary', async () => {
    await expect(
      run(STREAMS, {
        windows: [
          [1, 2, 3],
          [1, 2],
        ],
      }),
    ).rejects.toThrow(/one length/)
    await expect(run(STREAMS, { windows: [[1, 61]] })).rejects.toThrow(/token 61.*61 rows/)
  })
})
