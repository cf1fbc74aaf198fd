import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import manifest from '@/content/corpora/manifest.json'
import { type DatasetCorpus, loadCorpus, loadDatasetCorpus, loadFileCorpus } from '@/lib/hub/corpus/load-corpus'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, temporaryFolder } from '@/tests/helpers/repos'

const REVISION = 'c0ffee'.repeat(6) + 'c0ff'
const ROWS = ['', ' = Title = \n', 'Füße, 数 and 😀.\n']
const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

const folder = temporaryFolder()
let hub: TestHub
let pin: DatasetCorpus
let cache: string

beforeAll(async () => {
  const parquet = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: ROWS, type: 'STRING' },
        { name: 'other', data: [1, 2, 3], type: 'INT32' },
      ],
    }),
  )
  makeRepo(folder.path, 'datasets/org/texts', { 'raw/test.parquet': parquet, '.hub.json': { commit: REVISION } })
  pin = {
    id: 'texts',
    dataset: 'org/texts',
    revision: REVISION,
    file: 'raw/test.parquet',
    bytes: parquet.length,
    sha256: sha256(parquet),
    column: 'text',
    rows: ROWS.length,
  }
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})
beforeEach(() => {
  cache = mkdtempSync(path.join(os.tmpdir(), 'superweights data '))
  process.env.DATA_DIR = cache
})
afterEach(() => {
  rmSync(cache, { recursive: true, force: true })
  delete process.env.DATA_DIR
})

const cachedFile = () => {
  const [name, ...more] = readdirSync(path.join(cache, 'cache/datasets'))
  expect(more).toEqual([])
  return path.join(cache, 'cache/datasets', name ?? '')
}

describe('a corpus from a dataset', () => {
  test('is its rows joined by a blank line, empty rows too, named by its hash', async () => {
    const text = '\n\n = Title = \n\n\nFüße, 数 and 😀.\n'
    expect(await loadDatasetCorpus(pin, {})).toEqual({ id: 'texts', revision: REVISION, sha256: sha256(text), text })
  })

  test('is fetched once, then read from the cache', async () => {
    const first = await loadDatasetCorpus(pin, {})
    const before = hub.requests.length
    expect(await loadDatasetCorpus(pin, {})).toEqual(first)
    expect(hub.requests.length).toBe(before)
  })

  test('is fetched again when the cached file is damaged', async () => {
    const first = await loadDatasetCorpus(pin, {})
    writeFileSync(cachedFile(), 'half')
    expect(await loadDatasetCorpus(pin, {})).toEqual(first)
    expect(sha256(readFileSync(cachedFile()))).toBe(pin.sha256)
  })

  test('is refused, and not cached, when the Hub sends another file', async () => {
    await expect(loadDatasetCorpus({ ...pin, sha256: '0'.repeat(64) }, {})).rejects.toMatchObject({
      code: 'bad-corpus',
      permanent: true,
    })
    await expect(loadDatasetCorpus({ ...pin, bytes: pin.bytes - 1 }, {})).rejects.toMatchObject({ code: 'too-large' })
    expect(() => readdirSync(path.join(cache, 'cache'))).toThrow('ENOENT')
  })

  test('is refused when it has not the rows or the column expected', async () => {
    await expect(loadDatasetCorpus({ ...pin, rows: 4 }, {})).rejects.toMatchObject({
      code: 'bad-corpus',
      message: expect.stringContaining('3 rows'),
    })
    await expect(loadDatasetCorpus({ ...pin, column: 'other' }, {})).rejects.toMatchObject({ code: 'bad-corpus' })
    await expect(loadDatasetCorpus({ ...pin, column: 'none' }, {})).rejects.toMatchObject({ code: 'bad-corpus' })
  })

  test('that is no Parquet is refused', async () => {
    const junk = Buffer.from('PAR1 not really')
    makeRepo(folder.path, 'datasets/org/junk', { 'x.parquet': junk, '.hub.json': { commit: REVISION } })
    await expect(
      loadDatasetCorpus(
        { ...pin, dataset: 'org/junk', file: 'x.parquet', bytes: junk.length, sha256: sha256(junk) },
        {},
      ),
    ).rejects.toMatchObject({ code: 'bad-corpus' })
  })
})

describe('the corpora of the protocol', () => {
  const files = manifest.flatMap((entry) => (entry.source === 'file' ? [entry] : []))

  test.each(files.map((entry) => [entry.id, entry] as const))('%s is the file that is pinned', async (id, entry) => {
    const corpus = await loadCorpus(id)
    expect(corpus).toMatchObject({ id, revision: entry.revision, sha256: sha256(corpus.text) })
    expect(Buffer.byteLength(corpus.text)).toBe(entry.bytes)
    expect(corpus.text.length).toBeGreaterThan(100_000)
  })

  test('a changed text is refused', async () => {
    writeFileSync(path.join(cache, 'demo-text.txt'), 'An easier text.')
    const [demo] = manifest
    if (demo === undefined) throw new Error('no demo corpus')
    await expect(loadFileCorpus(demo, cache)).rejects.toMatchObject({ code: 'bad-corpus', permanent: true })
  })

  test('WikiText is asked for at its pinned commit, and a Hub without it says so', async () => {
    const before = hub.requests.length
    await expect(loadCorpus('wikitext-2-raw-v1')).rejects.toMatchObject({ code: 'missing-repo' })
    expect(hub.requests.slice(before).map(({ path: asked }) => asked)).toEqual([
      '/datasets/Salesforce/wikitext/resolve/b08601e04326c79dfdd32d625aee71d232d685c3/wikitext-2-raw-v1/test-00000-of-00001.parquet',
    ])
  })

  test('an unknown id is refused with those there are', async () => {
    await expect(loadCorpus('c4')).rejects.toMatchObject({
      code: 'bad-corpus',
      message: expect.stringContaining('demo-text, wikitext-2-raw-v1'),
    })
  })

  test('the page that describes them gives the hash that is checked', () => {
    const readme = readFileSync('content/corpora/README.md', 'utf8')
    for (const entry of files) expect(readme).toContain(entry.sha256)
    for (const { id } of manifest) expect(readme).toContain(`\`${id}\``)
  })

  test('the command line’s page names every one', () => {
    const page = readFileSync('content/docs/command-line.mdx', 'utf8')
    for (const { id } of manifest) expect(page).toContain(`\`${id}\``)
  })
})
