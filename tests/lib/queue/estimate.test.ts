import { laneOf, LANES, priorityOf, upToBytes } from '@/lib/jobs/lanes'
import { estimateOf, remainingSeconds, secondsOf, speedOf } from '@/lib/queue/estimate'

const MB = 1e6
const GB = 1e9

test('a model waits in the lane of its size', () => {
  expect([3 * MB, 5 * GB, 5 * GB + 1, 40 * GB, 141 * GB].map(laneOf)).toEqual([
    'small',
    'small',
    'medium',
    'medium',
    'large',
  ])
  expect(LANES.map(upToBytes)).toEqual([5 * GB, 40 * GB, null])
})

test('an earlier turn and above all a given priority start first', () => {
  const inOrder = [
    { turn: 900, prioritised: true },
    { turn: 0, prioritised: false },
    { turn: 1, prioritised: false },
  ].map(priorityOf)
  expect(inOrder).toEqual([...inOrder].sort((a, b) => b - a))
  expect(new Set(inOrder).size).toBe(3)
})

test('before a run has finished, a 7B model is expected to take forty minutes', () => {
  expect(secondsOf(speedOf([], 0), 13.5 * GB) / 60).toBeCloseTo(40, 0)
})

test('runs of demonstration models change what a demonstration model takes, and little of a large one', () => {
  const speed = speedOf([10, 12, 11], 9 * MB)
  expect(secondsOf(speed, 3 * MB)).toBeCloseTo(10.5, 0)
  expect(secondsOf(speed, 13.5 * GB) / 60).toBeCloseTo(40, 0)
})

test('runs of large models replace the assumed speed', () => {
  const speed = speedOf([1_000, 1_010, 1_005, 10], 3 * 13.5 * GB)
  expect(secondsOf(speed, 13.5 * GB)).toBeGreaterThan(900)
  expect(secondsOf(speed, 13.5 * GB)).toBeLessThan(1_200)
})

test('a run in progress is judged by its own pace once it says something', () => {
  const speed = speedOf([], 0)
  expect(remainingSeconds(speed, { bytes: 0, elapsedSeconds: 50, fraction: 0.25 })).toBe(150)
  expect(remainingSeconds(speed, { bytes: 0, elapsedSeconds: 3, fraction: 0 })).toBe(5)
  expect(remainingSeconds(speed, { bytes: 0, elapsedSeconds: 3_000, fraction: 0 })).toBe(0)
})

test('whoever waits starts after what runs and what is before it, and not before its delay is over', () => {
  const speed = { startSeconds: 10, secondsPerByte: 1 / MB, runs: 4 }
  const place = { position: 3, bytes: 5 * MB, bytesBefore: 20 * MB, delaySeconds: 0 }
  const running = { bytes: 0, elapsedSeconds: 4, fraction: 0.5 }
  expect(estimateOf(speed, place, [running])).toEqual({ startsIn: 44, endsIn: 59 })
  expect(estimateOf(speed, place, [running, running])).toEqual({ startsIn: 24, endsIn: 39 })
  expect(estimateOf(speed, place, [])).toEqual({ startsIn: 40, endsIn: 55 })
  expect(estimateOf(speed, { ...place, delaySeconds: 600 }, [])).toEqual({ startsIn: 600, endsIn: 615 })
})
