import { Semaphore, SemaphoreFull } from '@/lib/async/semaphore'

/** Work that ends when it is told to. */
function held() {
  let end = () => {}
  const work = () => new Promise<void>((resolve) => (end = resolve))
  return { work, end: () => end() }
}

test('so many work, so many wait, and one more is turned away at once', async () => {
  const gate = new Semaphore({ slots: 1, waiting: 1 })
  const first = held()
  const order: string[] = []
  const running = gate.run(first.work).then(() => order.push('first'))
  const waiting = gate.run(async () => void order.push('second'))
  await expect(gate.run(async () => undefined)).rejects.toThrow(SemaphoreFull)
  expect(order).toEqual([])
  first.end()
  await Promise.all([running, waiting])
  expect(order).toContain('second')
  await gate.run(async () => void order.push('third'))
  expect(order).toHaveLength(3)
})

test('work that fails gives its slot back', async () => {
  const gate = new Semaphore({ slots: 1, waiting: 0 })
  for (let i = 0; i < 3; i += 1)
    await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await gate.run(async () => 7)).toBe(7)
})

test('never more than its slots work at once, and all come through in their order', async () => {
  const gate = new Semaphore({ slots: 3, waiting: 100 })
  let working = 0
  let most = 0
  const done: number[] = []
  await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      gate.run(async () => {
        working += 1
        most = Math.max(most, working)
        await new Promise((resolve) => setImmediate(resolve))
        working -= 1
        done.push(i)
      }),
    ),
  )
  expect(most).toBe(3)
  expect(done).toEqual([...done].sort((a, b) => a - b))
})

test('one that waits too long is turned away, and the place goes to the next', async () => {
  const gate = new Semaphore({ slots: 1, waiting: 2, waitMs: 50 })
  let finish = () => {}
  const first = gate.run(() => new Promise<void>((resolve) => (finish = resolve)))
  await expect(gate.run(async () => 'late')).rejects.toThrow(SemaphoreFull)
  const next = gate.run(async () => 'next')
  finish()
  expect([await first, await next]).toEqual([undefined, 'next'])
})

test('tells how long one more is likely to take, from how long work took lately', async () => {
  const gate = new Semaphore({ slots: 2, waiting: 0 })
  expect(gate.expectedMs(10)).toBe(0)
  for (let i = 0; i < 40; i += 1) await gate.run(() => new Promise((resolve) => setTimeout(resolve, 10)))
  expect(gate.expectedMs(4) / gate.expectedMs(2)).toBeCloseTo(2)
  expect(gate.expectedMs(2)).toBeGreaterThan(5)
  expect(gate.expectedMs(0)).toBe(0) // else slow work, once done, would keep all that comes later away for good
})

test('a full semaphore of another copy of the module is recognised as one', () => {
  let other: typeof SemaphoreFull | undefined
  jest.isolateModules(() => {
    other = jest.requireActual<{ SemaphoreFull: typeof SemaphoreFull }>('@/lib/async/semaphore').SemaphoreFull
  })
  const error = new (other ?? Error)('full')
  expect(error.constructor).not.toBe(SemaphoreFull)
  expect(error).toBeInstanceOf(SemaphoreFull)
  expect(new Error('other')).not.toBeInstanceOf(SemaphoreFull)
})

test('what steps aside gives its slot to the next, and comes back before those that wait', async () => {
  const gate = new Semaphore({ slots: 1, waiting: 1 })
  const outside = held()
  const order: string[] = []
  const first = gate.run(async (aside) => {
    await aside(outside.work)
    order.push('first')
  })
  const inside = held()
  const second = gate.run(async () => {
    order.push('second')
    await inside.work()
  })
  const third = gate.run(async () => void order.push('third'))
  await new Promise((resolve) => setImmediate(resolve))
  expect([order, gate.working]).toEqual([['second'], 1])
  outside.end()
  inside.end()
  await Promise.all([first, second, third])
  expect([order, gate.working]).toEqual([['second', 'first', 'third'], 0])
})

test('what fails outside, and what steps aside twice at once, leaves every slot as it was', async () => {
  const gate = new Semaphore({ slots: 2, waiting: 0 })
  await expect(gate.run((aside) => aside(() => Promise.reject(new Error('away'))))).rejects.toThrow('away')
  const twice = gate.run((aside) => Promise.all([aside(async () => 1), aside(async () => 2)]))
  expect([await twice, gate.working]).toEqual([[1, 2], 0])
  const [one, two] = [held(), held()]
  const running = [gate.run(one.work), gate.run(two.work)]
  await expect(gate.run(async () => undefined)).rejects.toThrow(SemaphoreFull)
  one.end()
  two.end()
  await Promise.all(running)
})
