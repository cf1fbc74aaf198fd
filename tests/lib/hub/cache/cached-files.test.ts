import { once } from 'node:events'
import {
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { BLOCK_BYTES } from '@/lib/hub/cache/blocks'
import { layoutOf } from '@/lib/hub/cache/layout'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { openStored } from '@/lib/hub/checkpoint/open-stored'
import { firstTensor } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG } from '@/tests/helpers/repos'
import { file, read, sha256, SIZE, useStoredRepo } from './stored-repo'

const stored = useStoredRepo()

describe('a weight file in the cache', () => {
  test('is fetched as far as it is read, once', async () => {
    const before = stored.hub.requests.length
    const checkpoint = await stored.open()
    await read(checkpoint, 0, 100)
    await read(checkpoint, 50, 90)
    expect(stored.fetched(before)).toBe(BLOCK_BYTES)
    await read(checkpoint, 3 * BLOCK_BYTES, 5 * BLOCK_BYTES)
    await read(await stored.open(), 3 * BLOCK_BYTES, 5 * BLOCK_BYTES)
    expect(stored.fetched(before)).toBe(4 * BLOCK_BYTES)
    expect(stored.blobs(checkpoint.commit)).toEqual([
      `${sha256}.superweights-lock`,
      `${sha256}.superweights-map`,
      `${sha256}.superweights-part`,
    ])
  })

  test('becomes an ordinary part of the cache when all of it was read and its SHA-256 is right', async () => {
    const before = stored.hub.requests.length
    const checkpoint = await stored.open()
    await Promise.all([read(checkpoint, 0, SIZE), read(checkpoint, 0, SIZE), read(checkpoint, 7, 9)])
    expect(stored.fetched(before)).toBe(file.length)
    expect(stored.blobs(checkpoint.commit)).toEqual([sha256])
    const { snapshot, blobs: place } = layoutOf(stored.repo, checkpoint.commit)
    const named = path.join(snapshot, 'model.safetensors')
    expect(lstatSync(named).isSymbolicLink()).toBe(true)
    expect(path.resolve(snapshot, readlinkSync(named))).toBe(path.join(place, sha256))
    expect(readFileSync(named).equals(file)).toBe(true)
    await read(checkpoint, 5, 50_000)
    await read(await stored.open(), 0, SIZE)
    expect(stored.fetched(before)).toBe(file.length)
  })

  test('that another tool completed is read from disk, without a request for it', async () => {
    const { commit } = await openCheckpoint({ repo: stored.repo })
    const { snapshot, blobs: place } = layoutOf(stored.repo, commit)
    mkdirSync(snapshot, { recursive: true })
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, sha256), file)
    symlinkSync(`../../blobs/${sha256}`, path.join(snapshot, 'model.safetensors'))
    const before = stored.hub.requests.length
    await read(await stored.open(), 0, SIZE)
    expect(stored.fetched(before)).toBe(0)
  })

  test('that another tool left too short is not believed', async () => {
    const { commit } = await openCheckpoint({ repo: stored.repo })
    const { blobs: place } = layoutOf(stored.repo, commit)
    mkdirSync(place, { recursive: true })
    writeFileSync(path.join(place, sha256), file.subarray(0, 500_000))
    await read(await stored.open(), 0, SIZE)
    expect(readFileSync(path.join(place, sha256)).equals(file)).toBe(true)
  })

  test('damaged on its way is found out by its SHA-256, deleted, and fetched anew', async () => {
    const checkpoint = await stored.open()
    await read(checkpoint, 0, SIZE - BLOCK_BYTES)
    const part = openSync(
      path.join(layoutOf(stored.repo, checkpoint.commit).blobs, `${sha256}.superweights-part`),
      'r+',
    )
    writeSync(part, Buffer.from('a cosmic ray'), 0, 12, 2 * BLOCK_BYTES)
    await expect(checkpoint.read(firstTensor(checkpoint), 0, SIZE)).rejects.toMatchObject({
      code: 'truncated',
      permanent: false,
      message: expect.stringContaining(sha256),
    })
    expect(stored.blobs(checkpoint.commit)).toEqual([])
    await read(checkpoint, 0, SIZE)
    expect(stored.blobs(checkpoint.commit)).toEqual([sha256])
  })

  test('is never kept for the demo models, whose hub is this machine', async () => {
    makeRepo(stored.folder.path, 'demo/here', { 'config.json': SMALL_CONFIG, 'model.safetensors': file })
    await read(await openStored({ repo: 'demo/here' }), 0, SIZE)
    expect(readdirSync(stored.cache)).toEqual([])
  })

  test('that nothing may be written for is read from the Hub', async () => {
    const { commit } = await openCheckpoint({ repo: stored.repo })
    const { blobs: place } = layoutOf(stored.repo, commit)
    mkdirSync(path.dirname(place), { recursive: true })
    // A foreign lock of a machine that lives: as good as a cache that is read-only, and root can test it too.
    mkdirSync(place)
    writeFileSync(path.join(place, `${sha256}.superweights-lock`), '{"pid":1,"host":"elsewhere"}')
    await read(await stored.open(), 0, SIZE)
    expect(stored.blobs(commit)).toEqual([`${sha256}.superweights-lock`])
  })
})

describe('a download that was interrupted', () => {
  test('by a broken connection goes on with what is missing', async () => {
    const checkpoint = await stored.open()
    stored.hub.faults.cut = { afterBytes: 1_000, times: 100 }
    await expect(checkpoint.read(firstTensor(checkpoint), 5 * BLOCK_BYTES, SIZE)).rejects.toMatchObject({
      permanent: false,
    })
    delete stored.hub.faults.cut
    const before = stored.hub.requests.length
    await read(checkpoint, 0, SIZE)
    expect(stored.fetched(before)).toBe(file.length - BLOCK_BYTES)
  })

  test('by kill -9 goes on with what is missing, in the next process', async () => {
    const child = await stored.otherProcess(2 * BLOCK_BYTES, 6 * BLOCK_BYTES - 1_000)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const before = stored.hub.requests.length
    const checkpoint = await stored.open()
    await read(checkpoint, 0, SIZE)
    // The header's block and the four that were read are there.
    expect(stored.fetched(before)).toBe(file.length - 5 * BLOCK_BYTES)
    expect(stored.blobs(checkpoint.commit)).toEqual([sha256])
  })

  test('while another process still works on it is not touched: this one streams', async () => {
    await stored.otherProcess(0, BLOCK_BYTES)
    const checkpoint = await stored.open()
    await read(checkpoint, 0, SIZE)
    expect(stored.blobs(checkpoint.commit)).toContain(`${sha256}.superweights-part`)
    expect(stored.blobs(checkpoint.commit)).not.toContain(sha256)
  })
})
