import { together } from '@/lib/async/together'

test('who asks while it is under way shares it; who asks later has it done again', async () => {
  let begun = 0
  const ask = together(async () => {
    const number = ++begun
    await new Promise(setImmediate)
    return number
  })
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  expect(await ask()).toBe(2)
})

test('a failure is shared too, and not kept', async () => {
  let begun = 0
  const ask = together(async () => {
    if (++begun === 1) throw new Error('on purpose')
    return begun
  })
  const both = [ask(), ask()]
  for (const one of both) await expect(one).rejects.toThrow('on purpose')
  expect(await ask()).toBe(2)
})
