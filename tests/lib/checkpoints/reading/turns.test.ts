import { Turns } from '@/lib/checkpoints/reading/turns'

const LONG = 10_000

test('so many readings have a turn at a time, and the next begins when one ends', async () => {
  const turns = new Turns(2, 1)
  const first = await turns.take(['a'], LONG)
  await turns.take(['b'], LONG)
  const third = turns.take(['c'], LONG)
  expect(await turns.take(['d'], 1)).toBeNull()
  first?.end()
  expect(await third).not.toBeNull()
})

test('one account has one turn at a time, and those behind it do not wait for it', async () => {
  const turns = new Turns(3, 1)
  const first = await turns.take(['a'], LONG)
  const second = turns.take(['a'], LONG)
  expect(await turns.take(['b'], LONG)).not.toBeNull()
  first?.end()
  expect(await second).not.toBeNull()
})

test('who has given up takes no turn', async () => {
  const turns = new Turns(1, 1)
  const first = await turns.take(['a'], LONG)
  expect(await turns.take(['b'], 1)).toBeNull()
  first?.end()
  expect(await turns.take(['c'], 1)).not.toBeNull()
})

test('one address has one turn at a time, whatever accounts it uses', async () => {
  const turns = new Turns(3, 1)
  const first = await turns.take(['account 1', 'address 192.0.2.1'], LONG)
  expect(await turns.take(['account 2', 'address 192.0.2.1'], 1)).toBeNull()
  expect(await turns.take(['account 3', 'address 192.0.2.3'], 1)).not.toBeNull()
  first?.end()
  expect(await turns.take(['account 2', 'address 192.0.2.1'], 1)).not.toBeNull()
})
