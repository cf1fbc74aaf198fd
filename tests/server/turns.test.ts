import { setImmediate } from 'node:timers/promises'
import { Turns } from '@/server/turns'

describe('work spread over turns of the event loop', () => {
  it('begins at once while there is room', () => {
    const turns = new Turns(2)
    expect([turns.take(), turns.take()]).toEqual([null, null])
  })

  it('lets other work go on between the turns, first come, first served', async () => {
    const turns = new Turns(2)
    const order: string[] = []
    const work = async (name: string) => {
      await turns.take()
      order.push(name)
    }
    const other = async () => {
      for (const step of ['step 1', 'step 2']) {
        await setImmediate()
        order.push(step)
      }
    }
    await Promise.all([...['a', 'b', 'c', 'd', 'e'].map(work), other()])
    expect(order.filter((name) => name.length === 1)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(order.indexOf('step 1')).toBeLessThan(order.indexOf('e'))
  })

  it('has room again in the next turn', async () => {
    const turns = new Turns(1)
    expect(turns.take()).toBeNull()
    await setImmediate()
    expect(turns.take()).toBeNull()
  })
})
