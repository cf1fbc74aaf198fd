import { existsSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { withLock } from '@/scripts/processes/lock'
import { temporaryFolder } from '../../helpers/repos'

const folder = temporaryFolder()
const file = path.join(folder.path, 'build.lock')
afterAll(() => folder.remove())

test('one at a time, also after one that failed', async () => {
  let inside = 0
  let most = 0
  const work = () =>
    withLock(file, async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
      throw new Error('broken')
    })
  const ended = await Promise.allSettled([work(), work(), work()])
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect([most, existsSync(file)]).toEqual([1, false])
})

test('the lock of a process that was killed is taken over', async () => {
  // No process has a number above 2^22 (proc(5), pid_max).
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, host: os.hostname(), since: 0, id: 'x' }))
  expect(await withLock(file, async () => 7)).toBe(7)
})
