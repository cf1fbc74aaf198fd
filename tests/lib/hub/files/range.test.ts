import { randomBytes } from 'node:crypto'
import { HubError } from '@/lib/hub/errors/hub-error'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import { PIECE_BYTES } from '@/lib/hub/files/range'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import type { Faults } from '@/scripts/hub-server/faults'
import { startHubServer } from '@/scripts/hub-server/server'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, temporaryFolder } from '@/tests/helpers/repos'
import { safetensorsFile } from '@/tests/helpers/safetensors'

const QUICK: RetryPolicy = { attempts: 3, firstWaitMs: 1, longestWaitMs: 1_500, responseMs: 400, idleMs: 400 }
const LARGE = 5_000_000
const bytes = randomBytes(LARGE)
const folder = temporaryFolder()
let hub: TestHub
let checkpoint: Checkpoint
let tensor: TensorLocation

beforeAll(async () => {
  makeRepo(folder.path, 'org/large', {
    'config.json': SMALL_CONFIG,
    'model.safetensors': safetensorsFile({ w: { dtype: 'U8', shape: [LARGE], bytes } }),
  })
  hub = await withHub(folder.path)
  checkpoint = await openCheckpoint({ repo: 'org/large', retryPolicy: QUICK })
  const found = checkpoint.tensors.get('w')
  if (found === undefined) throw new Error('no tensor')
  tensor = found
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})
afterEach(() => {
  for (const key of Object.keys(hub.faults)) Reflect.deleteProperty(hub.faults, key)
})

const asked = () => hub.requests.length

async function failure(run: Promise<unknown>): Promise<HubError> {
  const error: unknown = await run.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof HubError) return error
  throw new Error(`expected a HubError, got ${String(error)}`)
}

describe('read', () => {
  test('gives the bytes asked for, counted from the tensor', async () => {
    expect(Buffer.from(await checkpoint.read(tensor, 10, 20))).toEqual(bytes.subarray(10, 20))
    expect(Buffer.from(await checkpoint.read(tensor, 0, LARGE)).equals(bytes)).toBe(true)
    expect(Buffer.from(await checkpoint.read(tensor, LARGE - 1, LARGE))).toEqual(bytes.subarray(LARGE - 1))
  })

  test('fills the buffer it is given, and nothing past the range', async () => {
    const into = new Uint8Array(12).fill(7)
    const got = await checkpoint.read(tensor, 100, 110, into)
    expect(got.buffer).toBe(into.buffer)
    expect([...into]).toEqual([...bytes.subarray(100, 110), 7, 7])
  })

  test('asks for nothing when nothing is wanted', async () => {
    const before = asked()
    expect(await checkpoint.read(tensor, 5, 5)).toHaveLength(0)
    expect(asked()).toBe(before)
  })

  test.each([
    [-1, 4],
    [4, 3],
    [0, LARGE + 1],
    [NaN, 4],
    [0.5, 4],
  ])('refuses the range %d to %d', async (from, to) => {
    await expect(checkpoint.read(tensor, from, to)).rejects.toThrow(RangeError)
  })

  test('refuses a buffer that is too small', async () => {
    await expect(checkpoint.read(tensor, 0, 8, new Uint8Array(7))).rejects.toThrow(/buffer of 7 bytes/)
  })
})

describe('a Hub in passing trouble', () => {
  test('a connection that breaks is taken up where it broke, as often as it moves on', async () => {
    hub.faults.cut = { afterBytes: 1_200_000, times: 4 }
    const before = asked()
    expect(Buffer.from(await checkpoint.read(tensor, 0, LARGE)).equals(bytes)).toBe(true)
    const starts = hub.requests
      .slice(before)
      .map(({ range }) => Number(/=(\d+)-/.exec(range ?? '')?.[1]) - tensor.start)
    expect(starts).toEqual([0, 1_200_000, 2_400_000, 3_600_000, 4_800_000])
  })

  test('a connection that always breaks at once is given up after the allowed attempts', async () => {
    hub.faults.cut = { afterBytes: 0, times: 100 }
    const before = asked()
    expect(await failure(checkpoint.read(tensor, 0, 100))).toMatchObject({ permanent: false })
    expect(asked() - before).toBe(QUICK.attempts)
  })

  test.each([500, 502, 503, 408])('an answer %d is tried again', async (status) => {
    hub.faults.fail = { status, times: 2 }
    expect(await checkpoint.read(tensor, 0, 4)).toHaveLength(4)
  })

  test('429 is tried again after the time the Hub asks for', async () => {
    hub.faults.fail = { status: 429, times: 1, retryAfter: '1' }
    const started = performance.now()
    await checkpoint.read(tensor, 0, 4)
    expect(performance.now() - started).toBeGreaterThanOrEqual(990)
  })

  test('429 with a longer time than may be waited is handed to the caller with that time', async () => {
    hub.faults.fail = { status: 429, times: 5, retryAfter: '3600' }
    const before = asked()
    expect(await failure(checkpoint.read(tensor, 0, 4))).toMatchObject({
      code: 'rate-limited',
      permanent: false,
      retryAfterMs: 3_600_000,
    })
    expect(asked() - before).toBe(1)
  })

  test('silence ends in "unreachable"', async () => {
    hub.faults.delayMs = 2_000
    expect(await failure(checkpoint.read(tensor, 0, 4))).toMatchObject({
      code: 'unreachable',
      permanent: false,
      message: expect.stringContaining('0.4 s'),
    })
  })

  test('nobody at the address ends in "unreachable" with the cause', async () => {
    const gone = await startHubServer({ root: folder.path })
    await gone.close()
    process.env.HF_ENDPOINT = gone.url
    try {
      expect(await failure(openCheckpoint({ repo: 'org/large', retryPolicy: QUICK }))).toMatchObject({
        code: 'unreachable',
        permanent: false,
        message: expect.stringContaining('ECONNREFUSED'),
      })
    } finally {
      process.env.HF_ENDPOINT = hub.url
    }
  })
})

describe('a Hub that answers wrongly', () => {
  test('the whole file in place of a range is refused, and not downloaded', async () => {
    hub.faults.ignoreRanges = true
    const before = asked()
    expect(await failure(checkpoint.read(tensor, 0, 4))).toMatchObject({
      code: 'unreachable',
      permanent: true,
      message: expect.stringContaining('byte ranges'),
    })
    expect(asked() - before).toBe(1)
  })

  test.each([401, 403, 404, 416])('an answer %d is not tried again', async (status) => {
    hub.faults.fail = { status, times: 1 }
    const before = asked()
    expect(await failure(checkpoint.read(tensor, 0, 4))).toMatchObject({ permanent: true })
    expect(asked() - before).toBe(1)
  })
})

describe('stopping', () => {
  test('an abort ends a read at once, with the reason given', async () => {
    const controller = new AbortController()
    const open = await openCheckpoint({ repo: 'org/large', signal: controller.signal, retryPolicy: QUICK })
    hub.faults.delayMs = 300
    const reading = open.read(tensor, 0, 4)
    const reason = new Error('the job was cancelled')
    setTimeout(() => controller.abort(reason), 50)
    await expect(reading).rejects.toBe(reason)
    await expect(open.read(tensor, 0, 4)).rejects.toBe(reason)
  })
})

describe('the CDN behind the Hub', () => {
  const cdn = () => startHubServer({ root: folder.path })

  test('large files are read there when it is a host of the Hub, and the token stays behind', async () => {
    const files = await cdn()
    process.env.HF_CDN_HOSTS = new URL(files.url).host
    process.env.HF_TOKEN = 'hf_secret'
    hub.faults.redirectLfsTo = files.url
    try {
      const before = asked()
      const there = await openCheckpoint({ repo: 'org/large', access: 'own', retryPolicy: QUICK })
      expect(Buffer.from(await there.read(tensor, 7, 9))).toEqual(bytes.subarray(7, 9))
      expect(hub.requests.slice(before).every(({ authorization }) => authorization === 'Bearer hf_secret')).toBe(true)
      expect(files.requests.map(({ authorization }) => authorization)).toEqual([null, null, null])
    } finally {
      delete process.env.HF_CDN_HOSTS
      delete process.env.HF_TOKEN
      await files.close()
    }
  })

  test('a redirect to any other host is not followed', async () => {
    const files = await cdn()
    hub.faults.redirectLfsTo = files.url
    try {
      expect(await failure(checkpoint.read(tensor, 0, 4))).toMatchObject({
        code: 'unreachable',
        permanent: true,
        message: expect.stringContaining('not followed'),
      })
      expect(files.requests).toEqual([])
    } finally {
      await files.close()
    }
  })

  test('a redirect to itself ends', async () => {
    hub.faults.redirectLfsTo = hub.url
    expect(await failure(checkpoint.read(tensor, 0, 4))).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('redirected more than'),
    })
  })
})

describe('a long range', () => {
  const LONG = 3 * PIECE_BYTES + 5
  const long = randomBytes(LONG)
  let open: Checkpoint
  let whole: TensorLocation

  beforeAll(async () => {
    makeRepo(folder.path, 'org/long', {
      'config.json': SMALL_CONFIG,
      'model.safetensors': safetensorsFile({ w: { dtype: 'U8', shape: [LONG], bytes: long } }),
    })
    // The hub hashes a file when it first meets it, which would count as silence.
    await fetch(`${hub.url}/api/models/org/long`)
    // Only broken connections are retried here, not a hub that a busy machine holds up: the test counts requests.
    open = await openCheckpoint({ repo: 'org/long', retryPolicy: { ...QUICK, responseMs: 30_000, idleMs: 30_000 } })
    const found = open.tensors.get('w')
    if (found === undefined) throw new Error('no tensor')
    whole = found
  })

  test('is fetched in pieces, several at a time, and put together rightly also when connections break', async () => {
    hub.faults.cut = { afterBytes: 2_000_000, times: 3 }
    const before = asked()
    expect(Buffer.from(await open.read(whole, 0, LONG)).equals(long)).toBe(true)
    expect(asked() - before).toBe(4 + 3)
  })

  test('fails as a whole, and then nothing more is written into the buffer', async () => {
    hub.faults.fail = { status: 404, times: 1 }
    const into = new Uint8Array(LONG)
    expect(await failure(open.read(whole, 0, LONG, into))).toMatchObject({ permanent: true })
    const then = Buffer.from(into)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(then.equals(into)).toBe(true)
  })
})

describe('the file server that the Hub named', () => {
  test('is asked directly from then on, until its answer says that the link has run out', async () => {
    const faults: Faults = {}
    const files = await startHubServer({ root: folder.path, faults })
    process.env.HF_CDN_HOSTS = new URL(files.url).host
    hub.faults.redirectLfsTo = files.url
    try {
      const there = await openCheckpoint({ repo: 'org/large', retryPolicy: QUICK })
      const before = asked()
      for (let i = 0; i < 5; i++) await there.read(tensor, i, i + 3)
      expect(asked()).toBe(before)
      faults.fail = { status: 403, times: 1 }
      expect(Buffer.from(await there.read(tensor, 7, 9))).toEqual(bytes.subarray(7, 9))
      expect(asked()).toBe(before + 1)
      // Somebody else answers at the old address.
      faults.ignoreRanges = true
      expect(await failure(there.read(tensor, 7, 9))).toMatchObject({ code: 'unreachable' })
      delete faults.ignoreRanges
      await there.read(tensor, 7, 9)
      expect(asked()).toBe(before + 2)
    } finally {
      delete process.env.HF_CDN_HOSTS
      await files.close()
    }
  })
})
