import { setTimeout as sleep } from 'node:timers/promises'
import { ThrottledWriter } from '@/worker/run/throttled-writer'

const recorder = (everyMs: number, writeMs = 0) => {
  const written: number[] = []
  let running = 0
  let most = 0
  const latest = new ThrottledWriter<number>(async (value) => {
    most = Math.max(most, ++running)
    await sleep(writeMs)
    written.push(value)
    running--
  }, everyMs)
  return { latest, written, most: () => most }
}

test('of many values only the newest are written, one at a time, the last one always', async () => {
  const { latest, written, most } = recorder(50, 5)
  for (let i = 1; i <= 40; i++) {
    latest.offer(i)
    await sleep(5)
  }
  await latest.close()
  expect(written[0]).toBe(1)
  expect(written.at(-1)).toBe(40)
  expect(written.length).toBeLessThan(12)
  expect(most()).toBe(1)
})

test('a value that cannot wait is written at once', async () => {
  const { latest, written } = recorder(60_000)
  latest.offer(1)
  await sleep(20)
  latest.offer(2)
  await sleep(20)
  expect(written).toEqual([1])
  latest.offer(3, true)
  await sleep(20)
  expect(written).toEqual([1, 3])
  await latest.close()
})

test('after the close nothing is written any more', async () => {
  const { latest, written } = recorder(1)
  await latest.close()
  latest.offer(1)
  await sleep(20)
  expect(written).toEqual([])
})
