import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeLock } from '@/lib/disk/lock'

const place = mkdtempSync(path.join(os.tmpdir(), 'superweights lock '))
afterAll(() => rmSync(place, { recursive: true }))
let number = 0
const another = () => path.join(place, `lock-${number++}`)

const left = (file: string, changes: object) =>
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...changes }))

test('a lock has one holder until it is released', async () => {
  const file = another()
  const lock = await takeLock(file)
  expect(lock).not.toBeNull()
  expect(await takeLock(file)).toBeNull()
  await lock?.release()
  expect(existsSync(file)).toBe(false)
})

test('a lock of a process that is gone is taken', async () => {
  const file = another()
  await takeLock(file)
  left(file, { pid: 2 ** 22 + 1 })
  expect(await takeLock(file)).not.toBeNull()
})

test("so is one of a process that had this one's number before it began, as every process of a container has", async () => {
  const file = another()
  await takeLock(file)
  left(file, { since: Date.now() - 24 * 3_600_000 })
  expect(await takeLock(file)).not.toBeNull()
})

test('a lock of another machine that lives is left alone', async () => {
  const file = another()
  await takeLock(file)
  left(file, { host: 'elsewhere', since: 0 })
  expect(await takeLock(file)).toBeNull()
})

test('a holder whose disk goes away, or may not be written any more, lives on', async () => {
  const folder = another()
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  process.once('unhandledRejection', onError)
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] })
  try {
    mkdirSync(folder)
    await takeLock(path.join(folder, 'lock'))
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file, where the folder was')
    jest.advanceTimersByTime(60_000)
  } finally {
    jest.useRealTimers()
  }
  await sleep(200)
  process.off('unhandledRejection', onError)
  expect(errors).toEqual([])
})
