import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { CORPUS_IDS, loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { type JsonLinesCorpus, loadJsonLinesCorpus } from '@/lib/hub/corpus/json-lines-corpus'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, temporaryFolder } from '@/tests/helpers/repos'

const REVISION = 'c0ffee'.repeat(6) + 'c0ff'
const folder = temporaryFolder()
let hub: TestHub

/** Served under a name that the local hub takes for a large file. */
function pinned(name: string, lines: string, rows: number): JsonLinesCorpus {
  const bytes = gzipSync(lines)
  makeRepo(folder.path, `datasets/org/${name}`, {
    'en/part.json.gz.bin': bytes,
    'en/other.bin': 'x',
    '.hub.json': { commit: REVISION },
  })
  return {
    id: name,
    dataset: `org/${name}`,
    revision: REVISION,
    file: 'en/part.json.gz.bin',
    bytes: bytes.length,
    rows,
  }
}
const rowOf = (text: string) => `${JSON.stringify({ text, timestamp: 't', url: 'u' })}\n`

beforeAll(async () => {
  process.env.DATA_DIR = folder.path
  hub = await withHub(folder.path)
})
afterAll(async () => {
  delete process.env.DATA_DIR
  await hub.close()
  folder.remove()
})

test('the first texts of a file, joined by a space, are the corpus; it is downloaded once', async () => {
  const pin = pinned('texts', rowOf('One.\nTwo.') + rowOf('数 😀') + rowOf('not taken') + 'not even JSON', 2)
  const text = 'One.\nTwo. 数 😀'
  expect(await loadJsonLinesCorpus(pin, {})).toEqual({
    id: 'texts',
    revision: REVISION,
    sha256: createHash('sha256').update(text).digest('hex'),
    text,
  })
  const before = hub.requests.length
  await loadJsonLinesCorpus(pin, {})
  expect(hub.requests.slice(before).filter(({ path }) => path.includes('resolve'))).toEqual([])
})

test.each<[string, string, number, RegExp]>([
  ['too few texts', rowOf('a'), 2, /1 texts, not 2/],
  ['a row without text', rowOf('a') + '{"url":"u"}\n', 2, /line 2/],
  ['no JSON', 'a,b\n', 1, /line 1/],
])('a file with %s is refused', async (name, lines, rows, why) => {
  await expect(loadJsonLinesCorpus(pinned(name.replaceAll(' ', '-'), lines, rows), {})).rejects.toMatchObject({
    code: 'bad-corpus',
    permanent: true,
    message: expect.stringMatching(why),
  })
})

test('a file of another size than the pinned one is refused before it is downloaded', async () => {
  const pin = pinned('resized', rowOf('a'), 1)
  await expect(loadJsonLinesCorpus({ ...pin, bytes: pin.bytes + 1 }, {})).rejects.toMatchObject({
    code: 'bad-corpus',
    message: expect.stringContaining('mirror'),
  })
})

test('something that is no gzip is refused', async () => {
  makeRepo(folder.path, 'datasets/org/plain', { 'en/x.bin': 'plain text', '.hub.json': { commit: REVISION } })
  await expect(
    loadJsonLinesCorpus(
      { id: 'x', dataset: 'org/plain', revision: REVISION, file: 'en/x.bin', bytes: 10, rows: 1 },
      {},
    ),
  ).rejects.toMatchObject({ code: 'bad-corpus', message: expect.stringContaining('unpacked') })
})

test('C4 is asked for at its pinned commit', async () => {
  expect(CORPUS_IDS).toContain('c4-en-validation')
  const before = hub.requests.length
  await expect(loadCorpus('c4-en-validation')).rejects.toMatchObject({ code: 'missing-repo' })
  expect(hub.requests[before]?.path).toContain(
    '/api/datasets/allenai/c4/tree/1588ec454efa1a09f29cd18ddd04fe05fc8653a2/en',
  )
})
