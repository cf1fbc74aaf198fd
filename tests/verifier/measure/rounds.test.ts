/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { SWP1, type Protocol } from '@/lib/protocol'
import { goldenOf, trainedModel } from '@/tests/helpers/golden'
import { detectInRounds, type RemovalStep } from '@/verifier/measure/rounds'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

const tokens = (name: 'tiny-set' | 'tiny-pair') => goldenOf(name).traces.find((t) => t.bos)?.token_ids ?? []

/** Rounds on one prompt that starts with BOS. */
async function rounds(name: 'tiny-set' | 'tiny-pair', most: number) {
  const protocol = { ...SWP1, detection: { ...SWP1.detection, max_rounds: most } } as object as Protocol
  const removed: RemovalStep[] = []
  const totals = new Map<number, number>()
  const [detection] = await detectInRounds({
    ...trainedModel(name),
    protocol,
    watches: [],
    variants: [{ prompt: 0, bos: 'own', tokens: tokens(name) }],
    onRemoved: (step) => removed.push(step),
    onProgress: (round, _done, total) => totals.set(round, total),
  })
  return { rounds: detection?.rounds ?? [], removed, totals: [...totals.values()] }
}

const queuePlacesOf = (name: 'tiny-set' | 'tiny-pair') =>
  goldenOf(name).planted.map(({ layer, row, col }) => [layer, row, col])

test('a find is removed and the model looked at again, until nothing is left', async () => {
  const { rounds: all, removed } = await rounds('tiny-set', 12)
  expect(all.map(({ finds }) => finds.map((f) => [f.layer, f.channel, f.neuron]))).toEqual([
    ...queuePlacesOf('tiny-set').map((p) => [p]),
    [],
  ])
  expect(removed.map(({ round, after }) => [round, after.edits.length])).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ])
})

test('no more rounds than the protocol allows; what the last one found is still removed, for its evidence', async () => {
  const { rounds: all, removed } = await rounds('tiny-set', 2)
  expect(all.map(({ finds }) => finds.map((f) => [f.layer, f.channel, f.neuron]))).toEqual(
    queuePlacesOf('tiny-set')
      .slice(0, 2)
      .map((p) => [p]),
  )
  expect(removed.map(({ round, after }) => [round, after.edits.length])).toEqual([
    [0, 1],
    [1, 2],
  ])
  expect(SWP1.detection.max_rounds).toBe(12)
})

test('a round runs only the layers from the last edited one on', async () => {
  // tiny-pair: six layers, one weight in layer 1, then one in layer 2.
  expect(queuePlacesOf('tiny-pair').map(([layer]) => layer)).toEqual([1, 2])
  expect((await rounds('tiny-pair', 12)).totals).toEqual([6, 5, 4])
})
