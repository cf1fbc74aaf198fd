import { ReadingSlots } from '@/lib/checkpoints/reading/reading-slots'

const LONG = 10_000

test('a limited number of readings hold a slot, and the next starts when one ends', async () => {
  const slots = new ReadingSlots(2, 1)
  const first = await slots.acquire(['a'], LONG)
  await slots.acquire(['b'], LONG)
  const third = slots.acquire(['c'], LONG)
  expect(await slots.acquire(['d'], 1)).toBeNull()
  first?.release()
  expect(await third).not.toBeNull()
})

test('an account holds one slot at a time, and later accounts do not wait for it', async () => {
  const slots = new ReadingSlots(3, 1)
  const first = await slots.acquire(['a'], LONG)
  const second = slots.acquire(['a'], LONG)
  expect(await slots.acquire(['b'], LONG)).not.toBeNull()
  first?.release()
  expect(await second).not.toBeNull()
})

test('a request that has given up holds no slot', async () => {
  const slots = new ReadingSlots(1, 1)
  const first = await slots.acquire(['a'], LONG)
  expect(await slots.acquire(['b'], 1)).toBeNull()
  first?.release()
  expect(await slots.acquire(['c'], 1)).not.toBeNull()
})

test('an address holds one slot at a time, whatever accounts it uses', async () => {
  const slots = new ReadingSlots(3, 1)
  const first = await slots.acquire(['account 1', 'address 192.0.2.1'], LONG)
  expect(await slots.acquire(['account 2', 'address 192.0.2.1'], 1)).toBeNull()
  expect(await slots.acquire(['account 3', 'address 192.0.2.3'], 1)).not.toBeNull()
  first?.release()
  expect(await slots.acquire(['account 2', 'address 192.0.2.1'], 1)).not.toBeNull()
})
