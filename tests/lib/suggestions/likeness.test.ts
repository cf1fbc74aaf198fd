import { slipsBetweenRepos } from '@/lib/suggestions/likeness'

test.each([
  ['demo/tiny-singel', 'demo/tiny-single', 1],
  ['hugyllama/llama-7b', 'huggyllama/llama-7b', 1],
  ['meta-llama/Llama2-7b', 'meta-llama/Llama-2-7b', 0],
  ['org/llama_7b', 'ORG/Llama-7B', 0],
])('%s may be meant for %s', (typed, repo, slips) => {
  expect(slipsBetweenRepos(typed, repo)).toBe(slips)
})

test('the right name under another owner is further away than a slip, and another number further than a letter', () => {
  const far = (repo: string) => slipsBetweenRepos('huggyllama/llama-7b', repo) ?? Infinity
  expect(far('someone/llama-7b')).toBeGreaterThan(far('huggyllamas/llama-7b'))
  expect(far('huggyllama/llama-8b')).toBeGreaterThan(far('huggyllama/lama-7b'))
})

test.each([
  ['nobody/nothing', 'demo/tiny-single'],
  ['demo/tiny-single', 'demo/wide-single'],
  ['a/b', 'a/c'],
  ['huggyllama/llama-7b', 'someone/lama-7b'],
])('%s is not meant for %s', (typed, repo) => {
  expect(slipsBetweenRepos(typed, repo)).toBeNull()
})
