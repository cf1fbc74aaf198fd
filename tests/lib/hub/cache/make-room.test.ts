import {
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { repoFolder } from '@/lib/hub/cache/layout'
import { makeRoom } from '@/lib/hub/cache/make-room'
import { markUsed } from '@/lib/hub/cache/used'
import { usageOf } from '@/lib/hub/cache/usage'

const MB = 1_000_000
let cache = ''

beforeEach(() => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'superweights cache '))
  process.env.HF_HUB_CACHE = cache
})
afterEach(() => {
  delete process.env.HF_HUB_CACHE
  rmSync(cache, { recursive: true, force: true })
})

/** A repo of one blob in the cache, as the Hub's tools lay it out, last used some hours ago. */
async function keep(repo: string, megabytes: number, hoursAgo: number): Promise<void> {
  const folder = repoFolder(repo)
  mkdirSync(path.join(folder, 'blobs'), { recursive: true })
  mkdirSync(path.join(folder, 'snapshots', 'c'.repeat(40)), { recursive: true })
  writeFileSync(path.join(folder, 'blobs', 'a'.repeat(64)), Buffer.alloc(megabytes * MB, 1))
  symlinkSync(`../../blobs/${'a'.repeat(64)}`, path.join(folder, 'snapshots', 'c'.repeat(40), 'model.safetensors'))
  await markUsed(folder, megabytes * MB, new Date(Date.now() - hoursAgo * 3_600_000))
}

const room = (limit: number, bytes: number, repo = 'org/new') =>
  makeRoom({ limitBytes: limit * MB, repo, bytes: bytes * MB })
const kept = () =>
  readdirSync(cache)
    .map((name) => name.replace('models--org--', ''))
    .sort()

test('the least recently used goes first, and no more than is needed', async () => {
  await keep('org/newer', 3, 1)
  await keep('org/oldest', 3, 30)
  await keep('org/older', 3, 20)
  expect(await room(12, 2)).toEqual({ fits: true, deleted: [] })
  const { fits, deleted } = await room(10, 3)
  expect(fits).toBe(true)
  expect(deleted.map(({ folder }) => path.basename(folder))).toEqual(['models--org--oldest'])
  expect(Math.abs((deleted[0]?.bytes ?? 0) / MB - 3)).toBeLessThan(0.1)
  expect(kept()).toEqual(['newer', 'older'])
})

test('what is in use stays, however full the cache is', async () => {
  await keep('org/running', 3, 0)
  await keep('org/idle', 3, 1)
  expect(await room(4, 3)).toMatchObject({ fits: false })
  expect(kept()).toEqual(['running'])
})

test('what the model has in the cache already is room that it needs once', async () => {
  await keep('org/again', 3, 9)
  await keep('org/other', 3, 1)
  expect(await room(6.5, 3, 'org/again')).toEqual({ fits: true, deleted: [] })
})

test('a model that is being read counts as what it may become', async () => {
  await keep('org/old', 3, 30)
  await markUsed(repoFolder('org/growing'), 6 * MB)
  expect(await room(12.5, 3)).toEqual({ fits: true, deleted: [] })
  expect(await room(11, 3)).toMatchObject({ fits: true, deleted: [{ bytes: expect.any(Number) }] })
  expect(await room(8, 3)).toMatchObject({ fits: false })
})

test('nothing is deleted for a model that does not fit alone', async () => {
  await keep('org/old', 3, 30)
  expect(await room(4, 5)).toEqual({ fits: false, deleted: [] })
  expect(kept()).toEqual(['old'])
})

test('a partial file takes what was fetched of it, and links take nothing', async () => {
  await keep('org/part', 1, 1)
  truncateSync(path.join(repoFolder('org/part'), 'blobs', 'a'.repeat(64)), 500 * MB)
  const [part] = await usageOf(cache)
  expect((part?.bytes ?? 0) / MB).toBeGreaterThan(0.9)
  expect((part?.bytes ?? 0) / MB).toBeLessThan(2)
})

test('a repo that only another tool used counts from its last change', async () => {
  await keep('org/theirs', 1, 40)
  rmSync(path.join(repoFolder('org/theirs'), '.superweights-used'))
  expect(await room(1.5, 1)).toMatchObject({ fits: false, deleted: [] })
  const long = new Date(Date.now() - 3_600_000)
  for (const place of [`blobs/${'a'.repeat(64)}`, `snapshots/${'c'.repeat(40)}/model.safetensors`])
    lutimesSync(path.join(repoFolder('org/theirs'), place), long, long)
  expect(await room(1.5, 1)).toMatchObject({ fits: true, deleted: [{ folder: repoFolder('org/theirs') }] })
  expect(kept()).toEqual([])
})

test('an empty cache has room, and so has one that is not there', async () => {
  expect(await room(1, 1)).toEqual({ fits: true, deleted: [] })
  rmSync(cache, { recursive: true })
  expect(await room(1, 1)).toEqual({ fits: true, deleted: [] })
})
