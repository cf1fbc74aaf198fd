import { THROTTLE, WriteThrottle } from '@/verifier/journal/write-throttle'

/** A clock that a test moves. */
function clocked(options = THROTTLE) {
  const clock = { at: 1_000_000 }
  return { clock, throttle: new WriteThrottle(options, () => clock.at) }
}

test('a run of a few seconds writes nothing', () => {
  const { clock, throttle } = clocked()
  clock.at += THROTTLE.firstMs - 1
  expect(throttle.due).toBe(false)
  clock.at += 1
  expect(throttle.due).toBe(true)
})

test('writing takes two percent of the time at most, however slow the disk', async () => {
  const { clock, throttle } = clocked()
  let writing = 0
  for (const end = clock.at + 4 * 3_600_000; clock.at < end; clock.at += 1_000) {
    if (!throttle.due) continue
    await throttle.run(async () => {
      clock.at += 8_000
      writing += 8_000
    })
  }
  expect(writing / (4 * 3_600_000)).toBeLessThan(0.021)
  expect(writing / (4 * 3_600_000)).toBeGreaterThan(0.015)
})

test('where writing costs nothing, it is done once a second', async () => {
  const { clock, throttle } = clocked()
  clock.at += THROTTLE.firstMs
  await throttle.run(async () => undefined)
  clock.at += 999
  expect(throttle.due).toBe(false)
  clock.at += 1
  expect(throttle.due).toBe(true)
})
