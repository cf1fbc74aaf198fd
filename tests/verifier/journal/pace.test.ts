import { PACE, Pace } from '@/verifier/journal/pace'

/** A clock that a test moves. */
function clocked(options = PACE) {
  const clock = { at: 1_000_000 }
  return { clock, pace: new Pace(options, () => clock.at) }
}

test('a run of a few seconds writes nothing', () => {
  const { clock, pace } = clocked()
  clock.at += PACE.firstMs - 1
  expect(pace.due).toBe(false)
  clock.at += 1
  expect(pace.due).toBe(true)
})

test('writing takes two percent of the time at most, however slow the disk', async () => {
  const { clock, pace } = clocked()
  let writing = 0
  for (const end = clock.at + 4 * 3_600_000; clock.at < end; clock.at += 1_000) {
    if (!pace.due) continue
    await pace.spend(async () => {
      clock.at += 8_000
      writing += 8_000
    })
  }
  expect(writing / (4 * 3_600_000)).toBeLessThan(0.021)
  expect(writing / (4 * 3_600_000)).toBeGreaterThan(0.015)
})

test('where writing costs nothing, it is done once a second', async () => {
  const { clock, pace } = clocked()
  clock.at += PACE.firstMs
  await pace.spend(async () => undefined)
  clock.at += 999
  expect(pace.due).toBe(false)
  clock.at += 1
  expect(pace.due).toBe(true)
})
