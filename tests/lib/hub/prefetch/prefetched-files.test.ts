import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { openStored } from '@/lib/hub/checkpoint/open-stored'
import { PARALLEL_PIECES } from '@/lib/hub/files/range'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import { PREFETCH_BYTES } from '@/lib/hub/prefetch/prefetch-buffer'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { fetchedBytes, firstTensor, type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, temporaryFolder } from '@/tests/helpers/repos'
import { safetensorsFile } from '@/tests/helpers/safetensors'

jest.setTimeout(60_000)

const QUICK: RetryPolicy = { attempts: 2, firstWaitMs: 1, longestWaitMs: 100, responseMs: 10_000, idleMs: 10_000 }
const MB = 2 ** 20
const SIZE = 30 * MB + 12_345
const data = randomBytes(SIZE)
/** More than may wait to be read at once; zeros behind the first bytes, so that it takes no disk. */
const HUGE = PREFETCH_BYTES + 64 * MB
const folder = temporaryFolder()
const repo = 'org/prefetched'
const huge = 'org/huge'
let hub: TestHub

beforeAll(async () => {
  makeRepo(folder.path, repo, {
    'config.json': SMALL_CONFIG,
    'model.safetensors': safetensorsFile({ w: { dtype: 'U8', shape: [SIZE], bytes: data } }),
  })
  makeRepo(folder.path, huge, { 'config.json': SMALL_CONFIG, 'model.safetensors': headerOf(HUGE) })
  truncateSync(path.join(folder.path, huge, 'model.safetensors'), headerOf(HUGE).length + HUGE)
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})
afterEach(() => {
  for (const key of Object.keys(hub.faults)) Reflect.deleteProperty(hub.faults, key)
})

function headerOf(size: number): Buffer {
  const header = Buffer.from(JSON.stringify({ w: { dtype: 'U8', shape: [size], data_offsets: [0, size] } }))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header])
}
const open = (name = repo, signal?: AbortSignal) =>
  openStored({ repo: name, storage: 'memory', retryPolicy: QUICK, ...(signal ? { signal } : {}) })
const fetched = (since: number) => fetchedBytes(hub, since)
/** When the hub has been asked for so much, and for no more a while later. */
async function settled(since: number, bytes: number): Promise<void> {
  for (const end = performance.now() + 30_000; fetched(since) < bytes && performance.now() < end;) await sleep(20)
  await sleep(150)
  expect(fetched(since)).toBe(bytes)
}
async function read(checkpoint: Checkpoint, from: number, to: number, into?: Uint8Array): Promise<void> {
  expect(
    Buffer.from(await checkpoint.read(firstTensor(checkpoint), from, to, into)).equals(data.subarray(from, to)),
  ).toBe(true)
}
/** Announces a range and lets it arrive. */
async function ahead(checkpoint: Checkpoint, from: number, to: number): Promise<void> {
  const since = hub.requests.length
  checkpoint.prefetch?.(firstTensor(checkpoint), from, to)
  await settled(since, to - from)
}
const failureOf = async (reading: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error = await reading.then(
    () => new Error('it was read'),
    (failure: unknown) => failure,
  )
  return { ...(error as object), message: (error as Error).message }
}

describe('what is announced of a stream', () => {
  test('arrives while this thread is blocked, as it is when onnxruntime computes', async () => {
    const child: ChildProcess = spawn(
      process.execPath,
      ['--import', 'tsx', 'scripts/hub-server/main.ts', '--root', folder.path],
      { env: process.env, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    if (child.stdout === null) throw new Error('no output')
    const [url]: unknown[] = await once(child.stdout, 'data')
    process.env.HF_ENDPOINT = String(url).trim()
    try {
      const checkpoint = await open()
      checkpoint.prefetch?.(firstTensor(checkpoint), 0, 10)
      await read(checkpoint, 0, 10)
      checkpoint.prefetch?.(firstTensor(checkpoint), 4 * MB, 27 * MB)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000)
      child.kill('SIGKILL')
      await once(child, 'exit')
      // There is nobody any more to ask.
      await read(checkpoint, 4 * MB, 27 * MB)
      await expect(checkpoint.read(firstTensor(checkpoint), 4 * MB, 27 * MB)).rejects.toMatchObject({
        code: 'unreachable',
      })
    } finally {
      process.env.HF_ENDPOINT = hub.url
      child.kill('SIGKILL')
    }
  })

  test('is fetched once and gives the same bytes, however it is cut when it is read', async () => {
    const checkpoint = await open()
    const since = hub.requests.length
    checkpoint.prefetch?.(firstTensor(checkpoint), 0, SIZE)
    const cuts = [0, 100, 5 * MB, 9 * MB + 1, 9 * MB + 2, 26 * MB, SIZE]
    await Promise.all(cuts.slice(1).map((to, i) => read(checkpoint, cuts[i] ?? 0, to, new Uint8Array(SIZE))))
    expect(fetched(since)).toBe(SIZE)
    await read(checkpoint, 3, 17)
    expect(fetched(since)).toBe(SIZE + 14)
  })

  test('is fetched only as far as there is room, and goes on as it is read', async () => {
    const checkpoint = await open(huge)
    const weight = firstTensor(checkpoint)
    await ahead(checkpoint, 0, MB)
    await checkpoint.read(weight, 0, MB)
    const since = hub.requests.length
    checkpoint.prefetch?.(weight, 0, HUGE)
    await settled(since, PREFETCH_BYTES)
    await checkpoint.read(weight, 0, 16 * MB)
    await settled(since, PREFETCH_BYTES + 16 * MB)
    const into = new Uint8Array(32 * MB)
    for (let at = 16 * MB; at < HUGE; at += into.length) {
      await checkpoint.read(weight, at, Math.min(HUGE, at + into.length), into.fill(1))
      expect(
        Buffer.compare(
          into.subarray(0, Math.min(into.length, HUGE - at)),
          new Uint8Array(Math.min(into.length, HUGE - at)),
        ),
      ).toBe(0)
    }
    expect(fetched(since)).toBe(HUGE)
  })

  test('and never read makes room for what was announced after it', async () => {
    const wrong = await open(huge)
    const since = hub.requests.length
    wrong.prefetch?.(firstTensor(wrong), 0, HUGE)
    await settled(since, PREFETCH_BYTES)
    const checkpoint = await open()
    const [before, weight] = [hub.requests.length, firstTensor(checkpoint)]
    checkpoint.prefetch?.(weight, 0, SIZE)
    await read(checkpoint, 0, 10 * MB)
    await read(checkpoint, 10 * MB, SIZE)
    expect(fetched(before)).toBe(SIZE)
    await ahead(checkpoint, 0, SIZE)
    await read(checkpoint, 0, SIZE)
    expect(fetched(before)).toBe(2 * SIZE)
  })

  test('is not believed where there are no such bytes', async () => {
    const checkpoint = await open()
    const since = hub.requests.length
    checkpoint.prefetch?.(firstTensor(checkpoint), SIZE - 10, 10 * SIZE)
    checkpoint.prefetch?.(firstTensor(checkpoint), 20, 10)
    await read(checkpoint, SIZE - 10, SIZE)
    expect(fetched(since)).toBe(10)
    await expect(checkpoint.read(firstTensor(checkpoint), 0, 100, new Uint8Array(99))).rejects.toThrow(RangeError)
  })

  test('leaves nothing on the disk', async () => {
    process.env.HF_HUB_CACHE = mkdtempSync(path.join(os.tmpdir(), 'superweights cache '))
    try {
      const checkpoint = await open()
      await ahead(checkpoint, 0, SIZE)
      await read(checkpoint, 0, SIZE)
      expect(readdirSync(process.env.HF_HUB_CACHE)).toEqual([])
    } finally {
      rmSync(process.env.HF_HUB_CACHE, { recursive: true })
      delete process.env.HF_HUB_CACHE
    }
  })
})

describe('what is announced of a stream and cannot be fetched', () => {
  const faults: readonly [string, TestHub['faults']][] = [
    ['a file that is gone', { fail: { status: 404, times: 99 } }],
    ['a hub in trouble', { fail: { status: 503, times: 99 } }],
    ['a hub that asks for retryPolicy', { fail: { status: 429, times: 99, retryAfter: '3600' } }],
    ['an answer that breaks off', { cut: { afterBytes: 1_000, times: 99 } }],
  ]
  test.each(faults)('fails when it is read, as without the announcement: %s', async (_, fault) => {
    const [checkpoint, plain] = [await open(), await openCheckpoint({ repo, retryPolicy: QUICK })]
    Object.assign(hub.faults, structuredClone(fault))
    const expected = await failureOf(plain.read(firstTensor(plain), 0, 9 * MB))
    expect(expected).toMatchObject({ name: 'HubError' })
    Object.assign(hub.faults, structuredClone(fault))
    checkpoint.prefetch?.(firstTensor(checkpoint), 0, 9 * MB)
    // The piece that fails last tells how much of it was left.
    const withoutCounts = ({ message, ...rest }: Record<string, unknown>) => ({
      ...rest,
      message: String(message).replace(/\d+ bytes/, 'some bytes'),
    })
    expect(withoutCounts(await failureOf(checkpoint.read(firstTensor(checkpoint), 0, 9 * MB)))).toEqual(
      withoutCounts(expected),
    )
  })

  test('is asked for anew by the read: the hub may be well again', async () => {
    const checkpoint = await open()
    hub.faults.fail = { status: 503, times: 8 }
    const since = hub.requests.length
    checkpoint.prefetch?.(firstTensor(checkpoint), 0, SIZE)
    await settled(since, 2 * SIZE)
    await read(checkpoint, 0, SIZE)
  })

  test('does not hold up a read that is aborted, which tells the reason given', async () => {
    const controller = new AbortController()
    const checkpoint = await open(repo, controller.signal)
    hub.faults.delayMs = 2_000
    checkpoint.prefetch?.(firstTensor(checkpoint), 0, SIZE)
    const reason = new Error('the job was cancelled')
    setTimeout(() => controller.abort(reason), 50)
    const started = performance.now()
    await expect(checkpoint.read(firstTensor(checkpoint), 0, SIZE)).rejects.toBe(reason)
    expect(performance.now() - started).toBeLessThan(1_800)
    delete hub.faults.delayMs
    const next = await open()
    await ahead(next, 0, SIZE)
    await read(next, 0, SIZE)
  })
})

test('a process ends by itself when it has nothing more to do, whatever is still announced', async () => {
  hub.faults.delayMs = 500
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/lib/hub/prefetch/child.ts', huge], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    if (child.stdout === null) throw new Error('no output')
    const [said]: unknown[] = await once(child.stdout, 'data')
    const before = hub.requests.length
    expect(String(said)).toBe('read\n')
    expect(await once(child, 'exit')).toEqual([0, null])
    // Those under way when it ended, and at most one more each; 24 pieces were announced that fit its memory.
    expect(hub.requests.length - before).toBeLessThanOrEqual(2 * PARALLEL_PIECES)
  } finally {
    child.kill('SIGKILL')
  }
})
