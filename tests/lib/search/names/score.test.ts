import { scoreOf } from '@/lib/search/names/score'

/** Names as SQL's `search_text` writes them. */
const order = (typed: string, ...names: string[]) => {
  const scores = names.map((name) => scoreOf(typed, name))
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(new Set(scores).size).toBe(names.length)
}

test('the same words score 1, words of something else 0', () => {
  expect(scoreOf('llama 2 7b', 'llama 2 7b')).toBe(1)
  expect(scoreOf('gemma', 'falcon')).toBe(0)
  expect(scoreOf('', 'falcon')).toBe(0)
})

test('a base model stands before its variants, and these before another size or version', () => {
  order('llama 2 7b', 'llama 2 7b hf', 'llama 2 7b chat hf', 'llama 2 13b hf')
  order('llama 3 8b', 'meta llama 3 8b', 'llama 3.1 8b', 'llama 2 7b hf')
})

test('a variant that is on record stands before its base, and without one the base answers', () => {
  order('qwen 3 30b instruct', 'qwen 3 30b a 3b instruct 2507', 'qwen 3 30b a 3b')
  order('mistral 7b instruct', 'mistral 7b v 0.1', 'mixtral 8x 7b instruct v 0.1')
})

test('slips, missing letters and words written apart are found, but less well', () => {
  order('mistal 7b', 'mistral 7b', 'mixtral 8x 7b')
  order('mistarl', 'mistral', 'mixtral')
  expect(scoreOf('smol lm 2 135m', 'smollm 2 135m')).toBe(1)
})

test('an owner may be named or left out', () => {
  expect(scoreOf('mistral ai 7b', 'mistral ai / mistral 7b v 0.1')).toBeGreaterThan(0.8)
  expect(scoreOf('mistral 7b v 0.1', 'mistral ai / mistral 7b v 0.1')).toBe(1)
})
