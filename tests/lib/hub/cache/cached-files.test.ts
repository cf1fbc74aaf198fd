import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BLOCK_BYTES } from '@/lib/hub/cache/blocks'
import { layoutOf } from '@/lib/hub/cache/layout'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { openStored } from '@/lib/hub/checkpoint/open-stored'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { fetchedBytes, firstTensor, type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, temporaryFolder } from '@/tests/helpers/repos'
import { safetensorsFile } from '@/tests/helpers/safetensors'

const QUICK: RetryPolicy = { attempts: 2, firstWaitMs: 1, longestWaitMs: 100, responseMs: 2_000, idleMs: 2_000 }
const SIZE = 10 * BLOCK_BYTES + 12_345
const data = randomBytes(SIZE)
const file = safetensorsFile({ w: { dtype: 'U8', shape: [SIZE], bytes: data } })
const sha256 = createHash('sha256').update(file).digest('hex')
const children: ChildProcess[] = []
const folder = temporaryFolder()
let hub: TestHub
let cache: string
let repo: string
let made = 0

beforeAll(async () => {
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})
beforeEach(() => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'superweights cache '))
  process.env.HF_HUB_CACHE = cache
  // Partial files are remembered by place for the life of a process: a repo a test.
  repo = `org/kept-${++made}`
  makeRepo(folder.path, repo, { 'config.json': SMALL_CONFIG, 'model.safetensors': file })
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  for (const key of Object.keys(hub.faults)) Reflect.deleteProperty(hub.faults, key)
  delete process.env.HF_HUB_CACHE
  // The thread may just be putting a finished file in its place.
  rmSync(cache, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
})

const open = () => openStored({ repo, retryPolicy: QUICK })
const fetched = (since: number) => fetchedBytes(hub, since)
const blobs = (commit: string) => readdirSync(layoutOf(repo, commit).blobs).sort()
async function read(checkpoint: Checkpoint, from: number, to: number): Promise<void> {
  expect(Buffer.from(await checkpoint.read(firstTensor(checkpoint), from, to)).equals(data.subarray(from, to))).toBe(
    true,
  )
}
async function otherProcess(from: number, to: number): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/lib/hub/cache/child.ts', repo, String(from), String(to)],
    { env: process.env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  children.push(child)
  if (child.stdout === null) throw new Error('no output')
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the other process ended'))),
  ])
  return child
}

describe('a weight file in the cache', () => {
  test('is fetched as far as it is read, once', async () => {
    const before = hub.requests.length
    const checkpoint = await open()
    await read(checkpoint, 0, 100)
    await read(checkpoint, 50, 90)
    expect(fetched(before)).toBe(BLOCK_BYTES)
    await read(checkpoint, 3 * BLOCK_BYTES, 5 * BLOCK_BYTES)
    await read(await open(), 3 * BLOCK_BYTES, 5 * BLOCK_BYTES)
    expect(fetched(before)).toBe(4 * BLOCK_BYTES)
    expect(blobs(checkpoint.commit)).toEqual([
      `${sha256}.superweights-lock`,
      `${sha256}.superweights-map`,
      `${sha256}.superweights-part`,
    ])
  })

  test('becomes an ordinary part of the cache when all of it was read and its SHA-256 is right', async () => {
    const before = hub.requests.length
    const checkpoint = await open()
    await Promise.all([read(checkpoint, 0, SIZE), read(checkpoint, 0, SIZE), read(checkpoint, 7, 9)])
    expect(fetched(before)).toBe(file.length)
    expect(blobs(checkpoint.commit)).toEqual([sha256])
    const { snapshot, blobs: place } = layoutOf(repo, checkpoint.commit)
    const named = path.join(snapshot, 'model.safetensors')
    expect(lstatSync(named).isSymbolicLink()).toBe(true)
    expect(path.resolve(snapshot, readlinkSync(named))).toBe(path.join(place, sha256))
    expect(readFileSync(named).equals(file)).toBe(true)
    await read(checkpoint, 5, 50_000)
    await read(await open(), 0, SIZE)
    expect(fetched(before)).toBe(file.length)
  })

  test('that another tool completed is read from disk, without a request for it', async () => {
    const { commit } = await openCheckpoint({ repo })
    const { snapshot, blobs: place } = layoutOf(repo, commit)
    mkdirSync(snapshot, { recursive: true })
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, sha256), file)
    symlinkSync(`../../blobs/${sha256}`, path.join(snapshot, 'model.safetensors'))
    const before = hub.requests.length
    await read(await open(), 0, SIZE)
    expect(fetched(before)).toBe(0)
  })

  test('that another tool left too short is not believed', async () => {
    const { commit } = await openCheckpoint({ repo })
    const { blobs: place } = layoutOf(repo, commit)
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, sha256), file.subarray(0, 500_000))
    await read(await open(), 0, SIZE)
    expect(readFileSync(path.join(place, sha256)).equals(file)).toBe(true)
  })

  test('damaged on its way is found out by its SHA-256, deleted, and fetched anew', async () => {
    const checkpoint = await open()
    await read(checkpoint, 0, SIZE - BLOCK_BYTES)
    const part = openSync(path.join(layoutOf(repo, checkpoint.commit).blobs, `${sha256}.superweights-part`), 'r+')
    writeSync(part, Buffer.from('a cosmic ray'), 0, 12, 2 * BLOCK_BYTES)
    await expect(checkpoint.read(firstTensor(checkpoint), 0, SIZE)).rejects.toMatchObject({
      code: 'truncated',
      permanent: false,
      message: expect.stringContaining(sha256),
    })
    expect(blobs(checkpoint.commit)).toEqual([])
    await read(checkpoint, 0, SIZE)
    expect(blobs(checkpoint.commit)).toEqual([sha256])
  })

  test('is never kept for the demo models, whose hub is this machine', async () => {
    makeRepo(folder.path, 'demo/here', { 'config.json': SMALL_CONFIG, 'model.safetensors': file })
    await read(await openStored({ repo: 'demo/here' }), 0, SIZE)
    expect(readdirSync(cache)).toEqual([])
  })

  test('that nothing may be written for is streamed', async () => {
    const { commit } = await openCheckpoint({ repo })
    const { blobs: place } = layoutOf(repo, commit)
    mkdirSync(path.dirname(place), { recursive: true })
    // A foreign lock of a machine that lives: as good as a cache that is read-only, and root can test it too.
    mkdirSync(place)
    writeFileSync(path.join(place, `${sha256}.superweights-lock`), '{"pid":1,"host":"elsewhere"}')
    await read(await open(), 0, SIZE)
    expect(blobs(commit)).toEqual([`${sha256}.superweights-lock`])
  })
})

describe('a download that was interrupted', () => {
  test('by a broken connection goes on with what is missing', async () => {
    const checkpoint = await open()
    hub.faults.cut = { afterBytes: 1_000, times: 100 }
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      permanent: false,
    })
    delete hub.faults.cut
    const before = hub.requests.length
    await read(checkpoint, 0, SIZE)
    expect(fetched(before)).toBe(file.length - BLOCK_BYTES)
  })

  test('by kill -9 goes on with what is missing, in the next process', async () => {
    const child = await otherProcess(2 * BLOCK_BYTES, 6 * BLOCK_BYTES - 1_000)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const before = hub.requests.length
    const checkpoint = await open()
    await read(checkpoint, 0, SIZE)
    // The header's block and the four that were read are there.
    expect(fetched(before)).toBe(file.length - 5 * BLOCK_BYTES)
    expect(blobs(checkpoint.commit)).toEqual([sha256])
  })

  test('while another process still works on it is not touched: this one streams', async () => {
    await otherProcess(0, BLOCK_BYTES)
    const checkpoint = await open()
    await read(checkpoint, 0, SIZE)
    expect(blobs(checkpoint.commit)).toContain(`${sha256}.superweights-part`)
    expect(blobs(checkpoint.commit)).not.toContain(sha256)
  })
})

describe('the thread that fetches', () => {
  test('brings bytes that were announced while this thread is blocked, as it is when onnxruntime computes', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/hub-server/main.ts', '--root', folder.path], {
      env: process.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    if (child.stdout === null) throw new Error('no output')
    const [url]: unknown[] = await once(child.stdout, 'data')
    process.env.HF_ENDPOINT = String(url).trim()
    try {
      const checkpoint = await open()
      const tensor = firstTensor(checkpoint)
      await checkpoint.read(tensor, 0, 1)
      checkpoint.prefetch?.(tensor, 4 * BLOCK_BYTES, 7 * BLOCK_BYTES)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500)
      const part = readFileSync(path.join(layoutOf(repo, checkpoint.commit).blobs, `${sha256}.superweights-part`))
      expect(
        part
          .subarray(tensor.start + 4 * BLOCK_BYTES, tensor.start + 7 * BLOCK_BYTES)
          .equals(data.subarray(4 * BLOCK_BYTES, 7 * BLOCK_BYTES)),
      ).toBe(true)
      expect(part.subarray(9 * BLOCK_BYTES, 10 * BLOCK_BYTES).every((byte) => byte === 0)).toBe(true)
    } finally {
      process.env.HF_ENDPOINT = hub.url
    }
  })

  test('fetches what was announced and then read only once; a wrong hint does no harm', async () => {
    const before = hub.requests.length
    const checkpoint = await open()
    checkpoint.prefetch?.(firstTensor(checkpoint), 0, SIZE)
    checkpoint.prefetch?.(firstTensor(checkpoint), SIZE, 10 * SIZE)
    await read(checkpoint, 0, SIZE)
    expect(fetched(before)).toBe(file.length)
  })

  test('tells failures as they are', async () => {
    const checkpoint = await open()
    hub.faults.fail = { status: 429, times: 9, retryAfter: '3600' }
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      name: 'HubError',
      code: 'rate-limited',
      permanent: false,
      retryAfterMs: 3_600_000,
    })
    hub.faults.fail = { status: 403, times: 9 }
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      code: 'gated',
      permanent: true,
      retryAfterMs: null,
    })
  })

  test('ends a read that is aborted at once, with the reason given', async () => {
    const controller = new AbortController()
    const checkpoint = await openStored({ repo, retryPolicy: QUICK, signal: controller.signal })
    hub.faults.delayMs = 1_000
    const reason = new Error('the job was cancelled')
    setTimeout(() => controller.abort(reason), 50)
    const started = performance.now()
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toBe(reason)
    expect(performance.now() - started).toBeLessThan(900)
    await expect(checkpoint.read(firstTensor(checkpoint), 0, 1)).rejects.toBe(reason)
  })

  test('begins anew when somebody deletes the cache under it', async () => {
    const checkpoint = await open()
    await read(checkpoint, 0, 10)
    rmSync(layoutOf(repo, checkpoint.commit).blobs, { recursive: true })
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('deleted'),
    })
    await read(checkpoint, 0, SIZE)
    rmSync(layoutOf(repo, checkpoint.commit).blobs, { recursive: true })
    await read(checkpoint, 0, SIZE)
  })
})
