import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, smallRepo, temporaryFolder } from '@/tests/helpers/repos'

const BOS_FIRST = {
  type: 'TemplateProcessing',
  single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
  pair: [],
  special_tokens: { '<s>': { id: '<s>', ids: [4], tokens: ['<s>'] } },
}

/** Four letters, BOS, and nothing for any other character. */
function letters(postProcessor: unknown) {
  return {
    version: '1.0',
    added_tokens: [
      { id: 4, content: '<s>', special: true, single_word: false, lstrip: false, rstrip: false, normalized: false },
    ],
    normalizer: null,
    pre_tokenizer: null,
    post_processor: postProcessor,
    decoder: null,
    model: { type: 'BPE', vocab: { a: 0, b: 1, c: 2, ab: 3 }, merges: [['a', 'b']] },
  }
}

const folder = temporaryFolder()
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(folder.path)
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

let made = 0
/** The tokenizer of a new repo with these files. */
async function load(files: Record<string, string | object>, bosInConfig: number | null = null) {
  const repo = `org/tokenizer-${made++}`
  makeRepo(folder.path, repo, smallRepo({ 'config.json': { ...SMALL_CONFIG, bos_token_id: bosInConfig }, ...files }))
  return loadTokenizer(await openCheckpoint({ repo }))
}

test('encode merges as the file says and never adds a special token', async () => {
  const tokenizer = await load({ 'tokenizer.json': letters(BOS_FIRST) })
  expect(tokenizer.encode('abca')).toEqual([3, 2, 0])
  expect(tokenizer.encode('')).toEqual([])
})

test('the hash is that of tokenizer.json', async () => {
  const json = JSON.stringify(letters(BOS_FIRST))
  expect((await load({ 'tokenizer.json': json })).sha256).toBe(createHash('sha256').update(json).digest('hex'))
})

describe('BOS', () => {
  const nested = { type: 'Sequence', processors: [{ type: 'ByteLevel' }, BOS_FIRST] }
  test.each([
    [
      'a post-processor that adds none decides, whatever add_bos_token says',
      null,
      { bos_token: '<s>', add_bos_token: true },
      4,
      false,
    ],
    [
      'a post-processor that adds it decides, whatever add_bos_token says',
      BOS_FIRST,
      { bos_token: '<s>', add_bos_token: false },
      4,
      true,
    ],
    ['the post-processor decides where add_bos_token is absent', BOS_FIRST, { bos_token: '<s>' }, 4, true],
    ['what the post-processor puts first is BOS, whatever bos_token says', BOS_FIRST, { bos_token: null }, 4, true],
    [
      'a class that builds its backend anew loses the post-processor',
      BOS_FIRST,
      { bos_token: '<s>', tokenizer_class: 'GPTNeoXTokenizerFast' },
      4,
      false,
    ],
    ['a post-processor in a sequence counts', nested, {}, 4, true],
    ['a token may be spelled with its options', null, { bos_token: { content: '<s>', lstrip: false } }, 4, false],
    [
      'a tokenizer without BOS adds none, whatever it says',
      null,
      { bos_token: null, add_bos_token: true },
      null,
      false,
    ],
    ['a BOS that is no token is none', null, { bos_token: '<nope>', add_bos_token: true }, null, false],
  ])('%s', async (_, postProcessor, settings, bosTokenId, addsBos) => {
    expect(await load({ 'tokenizer.json': letters(postProcessor), 'tokenizer_config.json': settings })).toMatchObject({
      bosTokenId,
      addsBos,
    })
  })

  test('config.json is asked only when the tokenizer does not mention BOS', async () => {
    expect(await load({ 'tokenizer.json': letters(null) }, 2)).toMatchObject({ bosTokenId: 2, addsBos: false })
    expect(
      await load({ 'tokenizer.json': letters(null), 'tokenizer_config.json': { bos_token: '<s>' } }, 2),
    ).toMatchObject({ bosTokenId: 4 })
  })
})

test('the settings may hold infinite numbers, as transformers writes them', async () => {
  const settings = '{"bos_token": "<s>", "add_bos_token": true, "model_max_length": Infinity}'
  expect(await load({ 'tokenizer.json': letters(null), 'tokenizer_config.json': settings })).toMatchObject({
    bosTokenId: 4,
  })
})

describe('a tokenizer that cannot be used is refused', () => {
  test.each<[string, Record<string, string | object>, RegExp]>([
    ['none', {}, /no tokenizer\.json/],
    ['no JSON', { 'tokenizer.json': 'hello' }, /not a JSON object/],
    ['a list', { 'tokenizer.json': '[]' }, /not a JSON object/],
    ['NaN, which no reader of tokenizer.json takes', { 'tokenizer.json': '{"model": NaN}' }, /not a JSON object/],
    ['no model', { 'tokenizer.json': {} }, /not supported/],
    ['an unknown model', { 'tokenizer.json': { ...letters(null), model: { type: 'Oracle' } } }, /not supported/],
    [
      'broken settings',
      { 'tokenizer.json': letters(null), 'tokenizer_config.json': '{' },
      /tokenizer_config\.json is not a JSON object/,
    ],
  ])('%s', async (_, files, message) => {
    await expect(load(files)).rejects.toMatchObject({
      code: 'bad-tokenizer',
      permanent: true,
      message: expect.stringMatching(message),
    })
  })

  test('two tokens before a text: the windows of the protocol begin with one', async () => {
    const two = { ...BOS_FIRST, single: [BOS_FIRST.single[0], ...BOS_FIRST.single] }
    await expect(load({ 'tokenizer.json': letters(two) })).rejects.toMatchObject({
      code: 'bad-tokenizer',
      message: expect.stringContaining('puts 2 tokens before a text (4, 4)'),
    })
  })

  test('a piece without an id is an error, not a hole in the ids', async () => {
    const json = letters(null)
    const tokenizer = await load({
      'tokenizer.json': { ...json, model: { ...json.model, unk_token: '<not in the vocabulary>' } },
    })
    expect(tokenizer.encode('ab')).toEqual([3])
    expect(() => tokenizer.encode('abz')).toThrow(/id undefined/)
  })

  test("an id beyond the model's vocabulary is an error", async () => {
    const json = letters(null)
    const tokenizer = await load({
      'tokenizer.json': { ...json, model: { ...json.model, vocab: { ...json.model.vocab, c: 8 } } },
    })
    expect(() => tokenizer.encode('c')).toThrow(/vocabulary of 8/)
  })
})

test('a demo model gives the ids that transformers gives', async () => {
  const golden = JSON.parse(readFileSync('tests/fixtures/golden/tiny-single.json', 'utf8')) as {
    traces: { prompt: string; bos: boolean; token_ids: number[] }[]
  }
  const fixtures = await withHub('tests/fixtures/hub')
  try {
    const tokenizer = await loadTokenizer(await openCheckpoint({ repo: 'demo/tiny-single' }))
    expect(tokenizer).toMatchObject({ bosTokenId: 256, addsBos: true })
    for (const { prompt, bos, token_ids: expected } of golden.traces) {
      expect([...(bos ? [tokenizer.bosTokenId] : []), ...tokenizer.encode(prompt)]).toEqual(expected)
    }
    expect(golden.traces.length).toBeGreaterThan(0)
  } finally {
    await fixtures.close()
  }
})
