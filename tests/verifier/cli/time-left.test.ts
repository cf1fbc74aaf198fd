import type { Progress } from '@/verifier/measure/progress'
import { timeLeft } from '@/verifier/cli/time-left'

const step = (done: number, changes: Partial<Progress> = {}): Progress => ({
  stage: 'perplexity',
  done,
  total: 33,
  message: 'Perplexity, grade quick',
  ...changes,
})

/** What is said at each time, in milliseconds. */
function said(...steps: readonly (readonly [number, Progress])[]): string[] {
  let clock = 0
  const leftOf = timeLeft(() => clock)
  return steps.map(([at, progress]) => {
    clock = at
    return leftOf(progress)
  })
}

test('the layers still to come take as long as those done', () => {
  expect(said([0, step(0)], [3_000, step(1)], [6_000, step(2)], [60_000, step(13)])).toEqual([
    '',
    '96 s left',
    '93 s left',
    '93 s left',
  ])
})

test('nothing is said too soon, or when all is done', () => {
  expect(said([0, step(0)], [500, step(1)], [99_000, step(33)])).toEqual(['', '', ''])
})

test('a new stage or pass is measured by itself', () => {
  const other = { message: 'splitting controls, pass 1' }
  expect(said([0, step(0)], [90_000, step(30)], [91_000, step(0, other)], [94_000, step(1, other)])).toEqual([
    '',
    '9 s left',
    '',
    '96 s left',
  ])
})

test('long waits are told in minutes and hours', () => {
  expect(said([0, step(0)], [10_000, step(1)])).toEqual(['', '5 min left'])
  expect(said([0, step(0)], [600_000, step(1)])).toEqual(['', '5 h 20 min left'])
})
