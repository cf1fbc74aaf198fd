import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BLOCK_BYTES } from '@/lib/hub/cache/blocks'
import { layoutOf } from '@/lib/hub/cache/layout'
import { openStored } from '@/lib/hub/checkpoint/open-stored'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { fetchedBytes, firstTensor, type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, temporaryFolder } from '@/tests/helpers/repos'
import { safetensorsFile } from '@/tests/helpers/safetensors'

const QUICK: RetryPolicy = { attempts: 2, firstWaitMs: 1, longestWaitMs: 100, responseMs: 2_000, idleMs: 2_000 }
/** Bytes of the one weight: ten blocks and a bit. */
export const SIZE = 10 * BLOCK_BYTES + 12_345
export const data = randomBytes(SIZE)
export const file = safetensorsFile({ w: { dtype: 'U8', shape: [SIZE], bytes: data } })
export const sha256 = createHash('sha256').update(file).digest('hex')

/** A repo with one weight file, at a hub of the suite's own, and an empty cache, anew for every test. */
export class StoredRepo {
  readonly folder = temporaryFolder()
  readonly children: ChildProcess[] = []
  hub!: TestHub
  cache = ''
  repo = ''
  #made = 0

  async begin(): Promise<void> {
    this.hub = await withHub(this.folder.path)
  }

  async end(): Promise<void> {
    await this.hub.close()
    this.folder.remove()
  }

  renew(): void {
    this.cache = mkdtempSync(path.join(os.tmpdir(), 'superweights cache '))
    process.env.HF_HUB_CACHE = this.cache
    // Partial files are remembered by place for the life of a process: a repo a test.
    this.repo = `org/kept-${++this.#made}`
    makeRepo(this.folder.path, this.repo, { 'config.json': SMALL_CONFIG, 'model.safetensors': file })
  }

  async clean(): Promise<void> {
    for (const child of this.children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    for (const key of Object.keys(this.hub.faults)) Reflect.deleteProperty(this.hub.faults, key)
    delete process.env.HF_HUB_CACHE
    // The thread may just be putting a finished file in its place.
    rmSync(this.cache, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }

  open(signal?: AbortSignal): Promise<Checkpoint> {
    return openStored({ repo: this.repo, retryPolicy: QUICK, ...(signal ? { signal } : {}) })
  }

  /** Bytes of weights that the hub has sent since. */
  fetched(since: number): number {
    return fetchedBytes(this.hub, since)
  }

  blobs(commit: string): string[] {
    return readdirSync(layoutOf(this.repo, commit).blobs).sort()
  }

  /** Reads these bytes in another process, which goes on running. */
  async otherProcess(from: number, to: number): Promise<ChildProcess> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/lib/hub/cache/child.ts', this.repo, String(from), String(to)],
      { env: process.env, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    this.children.push(child)
    if (child.stdout === null) throw new Error('no output')
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('the other process ended'))),
    ])
    return child
  }
}

/** Gives a suite its repo. Call it at the top of the file. */
export function useStoredRepo(): StoredRepo {
  const stored = new StoredRepo()
  beforeAll(() => stored.begin())
  afterAll(() => stored.end())
  beforeEach(() => stored.renew())
  afterEach(() => stored.clean())
  return stored
}

/** Reads these bytes, and expects them to be the right ones. */
export async function read(checkpoint: Checkpoint, from: number, to: number): Promise<void> {
  expect(Buffer.from(await checkpoint.read(firstTensor(checkpoint), from, to)).equals(data.subarray(from, to))).toBe(
    true,
  )
}
