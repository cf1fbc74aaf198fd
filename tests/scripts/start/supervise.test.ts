import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isAlive, readIfThere, signal, waitUntil } from '@/scripts/processes/alive'
import { startNode } from '@/scripts/processes/children'
import { dismissGuards } from '@/scripts/processes/guard'
import { type Pace, type Service, supervise, type Supervised } from '@/scripts/start/supervise'

const QUICK: Pace = { firstWaitMs: 1, lastWaitMs: 10, wellAfterMs: 60_000, limit: 4 }

let folder: string
let said: string[]
let kept: Supervised | null = null
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'supervise-test-'))
  said = []
  jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
})
afterEach(async () => {
  await kept?.stop()
  kept = null
  fs.rmSync(folder, { recursive: true })
})
afterAll(dismissGuards)

const pids = () => readIfThere(path.join(folder, 'pids')).trim().split('\n').filter(Boolean).map(Number)

/** A real process that notes its pid and then runs `code`. */
function service(code: string, start?: Service['start']): Service {
  const program = `require('fs').appendFileSync(${JSON.stringify(path.join(folder, 'pids'))}, process.pid + '\\n');${code}`
  return {
    name: 'the thing',
    log: '/var/log/thing.log',
    start: start ?? (async () => startNode(['-e', program], { onLine: () => undefined })),
  }
}

const STAYS = 'setInterval(() => 0, 1000)'
const nobody = () => {
  throw new Error('gave up')
}

test('what is killed is started again, and stopping stops it for good', async () => {
  kept = await supervise(service(STAYS), nobody, QUICK)
  for (const n of [1, 2, 3]) {
    expect(await waitUntil(() => pids().length === n, 10_000)).toBe(true)
    signal(pids()[n - 1] ?? 0, 'SIGKILL')
  }
  expect(await waitUntil(() => pids().length === 4, 10_000)).toBe(true)
  await kept.stop()
  expect(pids().some(isAlive)).toBe(false)
  expect(pids()).toHaveLength(4)
  expect(said.join('\n')).toContain('the thing ended (SIGKILL); restarting it in 0.001 s')
})

test('what ends again and again is given up, with what it was, how often, and where its log is', async () => {
  const sentence = await new Promise<string>(
    (resolve) => void supervise(service('process.exit(3)'), resolve, QUICK).then((started) => (kept = started)),
  )
  expect(sentence).toBe('The thing ended 4 times in a row (the last time: exit code 3); its log is /var/log/thing.log.')
  expect(pids()).toHaveLength(4)
  expect(said.map((line) => /restarting it in (.*) s/.exec(line)?.[1])).toEqual(['0.001', '0.002', '0.004'])
})

test('one that was well for a while may end as often as it likes', async () => {
  kept = await supervise(service(''), nobody, { ...QUICK, wellAfterMs: -1, limit: 2 })
  expect(await waitUntil(() => pids().length > 5, 20_000)).toBe(true)
})

test('a restart that fails counts as an end', async () => {
  const start: Service['start'] = async (_, again) => {
    if (again) throw new Error('the port is taken\nand more')
    return startNode(['-e', ''], { onLine: () => undefined })
  }
  const sentence = await new Promise<string>(
    (resolve) => void supervise(service('', start), resolve, QUICK).then((started) => (kept = started)),
  )
  expect(sentence).toMatch(/ended 4 times in a row \(the last time: the port is taken\);/)
})

test('a first start that fails is told to the caller', async () => {
  await expect(
    supervise(
      service('', () => Promise.reject(new Error('no such program'))),
      nobody,
      QUICK,
    ),
  ).rejects.toThrow('no such program')
})

test('stopping while it waits, or while it starts, ends that at once', async () => {
  kept = await supervise(service('process.exit(1)'), nobody, { ...QUICK, firstWaitMs: 60_000, lastWaitMs: 60_000 })
  await waitUntil(() => said.length > 0, 10_000)
  await kept.stop()
  expect(pids()).toHaveLength(1)

  let starting = false
  const hangs: Service['start'] = async (stop, again) => {
    if (!again) return startNode(['-e', ''], { onLine: () => undefined })
    starting = true
    return new Promise((_, reject) => stop.addEventListener('abort', () => reject(new Error('stopped'))))
  }
  kept = await supervise(service('', hangs), nobody, QUICK)
  await waitUntil(() => starting, 10_000)
  await kept.stop()
  expect(starting).toBe(true)
})
