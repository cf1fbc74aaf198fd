import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import packageJson from '@/package.json'
import { loadCorpus } from '@/lib/hub/corpus/load-corpus'
import { cachedTokens, TOKENIZERS_VERSION } from '@/lib/hub/tokenizer/token-cache'
import { temporaryFolder } from '@/tests/helpers/repos'

const folder = temporaryFolder()
const at = (name: string) => path.join(folder.path, name)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

beforeAll(() => {
  process.env.DATA_DIR = folder.path
})
afterAll(() => {
  delete process.env.DATA_DIR
  folder.remove()
})

describe("a text file of one's own", () => {
  test('is a corpus named by its file name and hash, without its folder', async () => {
    const text = '\ufeffFüße, 数 and 😀.\r\n'
    writeFileSync(at('my text.txt'), text)
    expect(await loadCorpus(`file:${at('my text.txt')}`)).toEqual({
      id: 'file:my text.txt',
      revision: 'local',
      sha256: sha256(text),
      text,
    })
  })

  test.each<[string, string, (file: string) => void]>([
    ['missing', 'cannot be read', () => undefined],
    ['empty', 'is empty', (file) => writeFileSync(file, '')],
    ['a folder', 'is not a file', (file) => void mkdirSync(file)],
    ['no text', 'not UTF-8', (file) => writeFileSync(file, Uint8Array.of(0x61, 0xff))],
    ['too large', 'the limit is', (file) => (writeFileSync(file, ''), truncateSync(file, 40_000_000))],
  ])('that is %s is refused', async (name, why, make) => {
    make(at(name))
    await expect(loadCorpus(`file:${at(name)}`)).rejects.toMatchObject({
      code: 'bad-corpus',
      permanent: true,
      message: expect.stringContaining(why),
    })
  })
})

describe('token ids', () => {
  const tokenizer = { sha256: 'a'.repeat(64) }
  const corpus = { sha256: 'b'.repeat(64) }
  const kept = () => readdirSync(at('cache/tokens')).map((name) => at(`cache/tokens/${name}`))

  test('are computed once for a tokenizer and a text', async () => {
    const ids = [0, 1, 200_000, 7]
    expect(await cachedTokens(tokenizer, corpus, () => ids)).toEqual(ids)
    expect(await cachedTokens(tokenizer, corpus, () => [9])).toEqual(ids)
    expect(await cachedTokens({ sha256: 'c'.repeat(64) }, corpus, () => [])).toEqual([])
    expect(await cachedTokens(tokenizer, { sha256: 'd'.repeat(64) }, () => [5])).toEqual([5])
  })

  test('are computed anew when the kept ones are damaged', async () => {
    for (const file of kept()) truncateSync(file, 36)
    expect(await cachedTokens(tokenizer, corpus, () => [9])).toEqual([9])
  })

  test('are not kept when they cannot be made', async () => {
    const before = kept().length
    await expect(
      cachedTokens({ sha256: 'e'.repeat(64) }, corpus, () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(kept()).toHaveLength(before)
  })

  test("are named after the library's version that is installed", () => {
    expect(packageJson.dependencies['@huggingface/tokenizers']).toBe(TOKENIZERS_VERSION)
  })
})
