import { recordAt, recordsOf, usePublished } from '../../helpers/published'

usePublished()

test('published values have all the digits that their source prints', async () => {
  const values = async (repo: string) => (await recordsOf(repo)).map((w) => w.claims[0]?.value)
  expect(await values('allenai/OLMo-1B-0724-hf')).toEqual([
    0.63232421875,
    null,
    -0.59228515625,
    -0.72607421875,
    -0.828125,
  ])
  expect(await values('allenai/OLMo-7B-0724-hf')).toEqual([
    1.314453125, 1.3291015625, -0.92236328125, -1.2705078125, 0.98974609375,
  ])
  expect(await values('meta-llama/Llama-3.1-8B')).toEqual([
    -0.60546875, 0.5546875, 0.55078125, -0.5078125, -0.1591796875, 0.421875, 0.421875, -0.458984375,
  ])
  expect(await values('openai-community/gpt2')).toEqual([15.068066596984863])
})

test('where a source prints two values for one weight, neither is taken and both are told', async () => {
  const { claims } = await recordAt('deepseek-ai/deepseek-llm-7b-base', 1, 655, 6138)
  expect(claims[0]).toMatchObject({ value: null, note: expect.stringMatching(/-2\.39062.*-2\.546875/) })
})

test.each([
  ['tiiuae/falcon-7b', 3, 2002, 10708, 'A commented-out line (236)'],
  ['tiiuae/falcon-7b', 4, 2002, 5921, 'A commented-out line (236)'],
  ['google/gemma-7b', 0, 1995, 21041, 'not sufficient'],
])('%s cites the file it comes from, and says what stands there', async (repo, layer, row, col, words) => {
  const { claims } = await recordAt(repo, layer, row, col)
  expect(claims[0]?.sources).toMatchObject([
    {
      key: 'yu2024-analyze',
      url: expect.stringMatching(/\/232e4eeb[0-9a-f]{32}\/analyze\.py/),
      where: expect.stringContaining('analyze.py'),
    },
  ])
  expect(claims[0]?.note).toContain(words)
})

test('issue 6 speaks for layer 2 of OLMo-1B and against layer 1', async () => {
  const stance = async (layer: number) =>
    (await recordAt('allenai/OLMo-1B-0724-hf', layer, 1764, 8041)).claims[0]?.sources.find((s) => s.key === 'issue-6')
      ?.stance
  expect(await stance(2)).toBe('states')
  expect(await stance(1)).toBe('contradicts')
})
