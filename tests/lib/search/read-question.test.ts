import { readQuestion } from '@/lib/search/read-question'

test.each([
  ['2:3968:7003', '', [[2, null, 3968, 7003]]],
  ['llama 7b 2:3968:7003', 'llama 7b', [[2, null, 3968, 7003]]],
  ['huggyllama/llama-7b layers[2].mlp.down_proj.weight[3968, 7003]', 'huggyllama/llama-7b', [[2, null, 3968, 7003]]],
  ['huggyllama/llama-7b:2:3968:7003', 'huggyllama/llama-7b', [[2, null, 3968, 7003]]],
  ['Qwen3-30B-A3B Layer 1 Expert 68 (940, 711)', 'Qwen3-30B-A3B', [[1, 68, 940, 711]]],
  ['llama 2 1 2533 7890', 'llama 2', [[1, null, 2533, 7890]]],
  ['[3968, 7003]', '', [[null, null, 3968, 7003]]],
  ['mistral [53, 2187]', 'mistral', [[null, null, 53, 2187]]],
])('%s is a place of the model before it', (text, words, places) => {
  const question = readQuestion(text)
  expect(question.words).toBe(words)
  expect(question.places.map(({ layer, expert, row, col }) => [layer, expert, row, col])).toEqual(places)
})

test('a GGUF name with bare indices has both readings', () => {
  const { places } = readQuestion('blk.2.ffn_down.weight[7003, 3968]')
  expect(places.map(({ layer, row, col }) => [layer, row, col])).toEqual([
    [2, 3968, 7003],
    [2, 7003, 3968],
  ])
})

test.each(['qwen 2.5 7b', 'llama-2-7b', 'llama 3, 8b', 'mixtral 8x7b v0.1', 'phi 3 4k', 'gpt2', 'Qwen2.5-1.5B'])(
  '%s is a name, not a place',
  (text) => {
    expect(readQuestion(text)).toMatchObject({ places: [], words: text, id: null, hash: null })
  },
)

test.each([
  ['SW-000001', 'weight', 'SW-000001'],
  ['sw-1', 'weight', 'SW-1'],
  ['SS 12', 'set', 'SS-12'],
  ['SUB-000007', 'submission', 'SUB-000007'],
  ['SW-000001.3', 'weight', 'SW-000001.3'],
])('%s is an id', (text, kind, id) => {
  expect(readQuestion(text).id).toEqual({ kind, text: id })
})

test.each([
  ['https://huggingface.co/meta-llama/Llama-2-7b-hf/tree/main', 'meta-llama/Llama-2-7b-hf'],
  ['meta-llama/Llama-2-7b-hf', 'meta-llama/Llama-2-7b-hf'],
  ['which super weights of meta-llama/Llama-2-7b-hf', null],
  ['llama', null],
])('%s names the repo %s', (text, repo) => {
  expect(readQuestion(text).repo).toBe(repo)
})

test('the words around a name are left out, unless there is nothing else', () => {
  expect(readQuestion('which weights to keep in llama 2 7b').words).toBe('llama 2 7b')
  expect(readQuestion('super weights').words).toBe('super weights')
})

test('the beginning of a commit has seven digits or more', () => {
  expect(readQuestion('7E3C51D').hash).toBe('7e3c51d')
  expect(readQuestion('7e3c51').hash).toBeNull()
})
