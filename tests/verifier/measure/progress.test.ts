import fc from 'fast-check'
import { RunEstimate, STAGES } from '@/verifier/measure/progress'

const estimates = (events: readonly (readonly [string, number, number])[]) => {
  const run = new RunEstimate()
  return events.map(([stage, done, total]) => run.update({ stage, done, total }))
}

test('goes from 0 to 1 through the stages of a run', () => {
  const all = estimates([
    ['open', 0, 1],
    ['open', 1, 1],
    ['static', 1, 1],
    ['detection', 0, 6],
    ['detection', 6, 6],
    ['perplexity', 3, 6],
    ['perplexity', 6, 6],
    ['report', 1, 1],
  ])
  expect(all[0]).toBe(0)
  expect(all.at(-1)).toBe(1)
  expect(all).toEqual(all.toSorted((a, b) => a - b))
})

test('moves on where a stage counts from 0 again: a removal round, a second grade', () => {
  const [first = 0, start = 0, second = 0] = estimates([
    ['detection', 6, 6],
    ['detection', 0, 6],
    ['detection', 6, 6],
  ])
  expect(start).toBe(first)
  expect(second).toBeGreaterThan(first)
  expect(second).toBeLessThan(0.4)
})

test('whatever a verifier says, the estimate never falls and stays within 0 and 1', () => {
  const event = fc.tuple(fc.oneof(fc.constantFrom(...STAGES), fc.string()), fc.nat(20), fc.integer({ min: 1, max: 10 }))
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const all = estimates(events)
      expect(all).toEqual(all.toSorted((a, b) => a - b))
      for (const one of all) expect(one >= 0 && one <= 1).toBe(true)
    }),
  )
})
