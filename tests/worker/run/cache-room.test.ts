import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { repoFolder } from '@/lib/hub/cache/layout'
import { withCacheRoom } from '@/worker/run/cache-room'

const MB = 1_000_000
let cache = ''

beforeEach(() => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'superweights cache '))
  process.env.HF_HUB_CACHE = cache
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  for (const name of ['HF_HUB_CACHE', 'HUB_CACHE_GB']) Reflect.deleteProperty(process.env, name)
  rmSync(cache, { recursive: true, force: true })
})

/** A model that was used an hour ago. */
function keep(repo: string, megabytes: number): void {
  const folder = repoFolder(repo)
  mkdirSync(path.join(folder, 'blobs'), { recursive: true })
  writeFileSync(path.join(folder, 'blobs', 'a'.repeat(64)), Buffer.alloc(megabytes * MB, 1))
  writeFileSync(path.join(folder, '.superweights-used'), '0')
  const then = new Date(Date.now() - 3_600_000)
  utimesSync(path.join(folder, '.superweights-used'), then, then)
}
const expected = (repo: string) => readFileSync(path.join(repoFolder(repo), '.superweights-used'), 'utf8')

test('a run gets its room from older models, and counts as what it may fetch until it is over', async () => {
  process.env.HUB_CACHE_GB = '0.01'
  keep('org/old', 6)
  const during = await withCacheRoom({ repo: 'org/new', bytes: 5 * MB }, async (storage) => ({
    storage,
    expected: expected('org/new'),
    old: existsSync(repoFolder('org/old')),
  }))
  expect(during).toEqual({ storage: 'cache', expected: String(5 * MB), old: false })
  expect(expected('org/new')).toBe('0')
})

test('two runs that begin together do not both count on the same room', async () => {
  process.env.HUB_CACHE_GB = '0.01'
  const storages = await Promise.all(
    ['org/one', 'org/two'].map((repo) =>
      withCacheRoom({ repo, bytes: 6 * MB }, async (storage) => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        return storage
      }),
    ),
  )
  expect(storages).toContain('memory')
})

test('a model that does not fit is streamed, and nothing goes for it', async () => {
  process.env.HUB_CACHE_GB = '0.004'
  keep('org/old', 3)
  expect(await withCacheRoom({ repo: 'org/large', bytes: 5 * MB }, async (storage) => storage)).toBe('memory')
  expect(existsSync(repoFolder('org/old'))).toBe(true)
})

test('without a quota, and for the demo models, the cache is left alone', async () => {
  keep('org/old', 3)
  expect(await withCacheRoom({ repo: 'org/new', bytes: 900 * MB }, async (storage) => storage)).toBe('cache')
  process.env.HUB_CACHE_GB = '0.001'
  expect(await withCacheRoom({ repo: 'demo/tiny-set', bytes: MB }, async (storage) => storage)).toBe('cache')
  expect(readdirSync(cache)).toEqual(['models--org--old'])
})
