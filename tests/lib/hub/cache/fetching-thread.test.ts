import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { BLOCK_BYTES } from '@/lib/hub/cache/blocks'
import { layoutOf } from '@/lib/hub/cache/layout'
import { firstTensor } from '@/tests/helpers/hub'
import { data, file, read, sha256, SIZE, useStoredRepo } from './stored-repo'

const stored = useStoredRepo()

describe('the thread that fetches', () => {
  test('brings bytes that were announced while this thread is blocked, as it is when onnxruntime computes', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'scripts/hub-server/main.ts', '--root', stored.folder.path],
      {
        env: process.env,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    stored.children.push(child)
    if (child.stdout === null) throw new Error('no output')
    const [url]: unknown[] = await once(child.stdout, 'data')
    process.env.HF_ENDPOINT = String(url).trim()
    try {
      const checkpoint = await stored.open()
      const tensor = firstTensor(checkpoint)
      await checkpoint.read(tensor, 0, 1)
      checkpoint.prefetch?.(tensor, 4 * BLOCK_BYTES, 7 * BLOCK_BYTES)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500)
      const part = readFileSync(
        path.join(layoutOf(stored.repo, checkpoint.commit).blobs, `${sha256}.superweights-part`),
      )
      expect(
        part
          .subarray(tensor.start + 4 * BLOCK_BYTES, tensor.start + 7 * BLOCK_BYTES)
          .equals(data.subarray(4 * BLOCK_BYTES, 7 * BLOCK_BYTES)),
      ).toBe(true)
      expect(part.subarray(9 * BLOCK_BYTES, 10 * BLOCK_BYTES).every((byte) => byte === 0)).toBe(true)
    } finally {
      process.env.HF_ENDPOINT = stored.hub.url
    }
  })

  test('fetches what was announced and then read only once; a wrong hint does no harm', async () => {
    const before = stored.hub.requests.length
    const checkpoint = await stored.open()
    checkpoint.prefetch?.(firstTensor(checkpoint), 0, SIZE)
    checkpoint.prefetch?.(firstTensor(checkpoint), SIZE, 10 * SIZE)
    await read(checkpoint, 0, SIZE)
    expect(stored.fetched(before)).toBe(file.length)
  })

  test('tells failures as they are', async () => {
    const checkpoint = await stored.open()
    stored.hub.faults.fail = { status: 429, times: 9, retryAfter: '3600' }
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      name: 'HubError',
      code: 'rate-limited',
      permanent: false,
      retryAfterMs: 3_600_000,
    })
    stored.hub.faults.fail = { status: 403, times: 9 }
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      code: 'gated',
      permanent: true,
      retryAfterMs: null,
    })
  })

  test('ends a read that is aborted at once, with the reason given', async () => {
    const controller = new AbortController()
    const checkpoint = await stored.open(controller.signal)
    stored.hub.faults.delayMs = 1_000
    const reason = new Error('the job was cancelled')
    setTimeout(() => controller.abort(reason), 50)
    const started = performance.now()
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toBe(reason)
    expect(performance.now() - started).toBeLessThan(900)
    await expect(checkpoint.read(firstTensor(checkpoint), 0, 1)).rejects.toBe(reason)
  })

  test('begins anew when somebody deletes the cache under it', async () => {
    const checkpoint = await stored.open()
    await read(checkpoint, 0, 10)
    rmSync(layoutOf(stored.repo, checkpoint.commit).blobs, { recursive: true })
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('deleted'),
    })
    await read(checkpoint, 0, SIZE)
    rmSync(layoutOf(stored.repo, checkpoint.commit).blobs, { recursive: true })
    await read(checkpoint, 0, SIZE)
  })
})
