import { importLiterature } from '@/lib/literature/import'
import { addSearched } from '@/scripts/bench/search-queries'
import { withClient } from '@/scripts/postgres/databases'
import type { SearchAnswer } from '@/lib/search/schema'
import { useDatabase } from '../../../helpers/database'
import { ask } from '../ask'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
  await withClient(process.env.DATABASE_URL ?? '', addSearched)
})

const answerTo = async (q: string) =>
  (await (await ask(`/api/v1/search?${new URLSearchParams({ q })}`)).json()) as SearchAnswer

test('200: a name as people write it leads to the model, with what is on record of it', async () => {
  const { groups } = await answerTo('llama 7b')
  expect(groups[0]).toMatchObject({
    kind: 'model',
    results: [
      { name: 'huggyllama/llama-7b', url: '/models/huggyllama/llama-7b', detail: 'Llama-7B · 1 coordinate on record' },
      ...(groups[0]?.results.slice(1) ?? []),
    ],
  })
})

test('200: an alias says by which name the model was found', async () => {
  const [group] = (await answerTo('NousResearch/Llama-2-7b-hf')).groups
  expect(group?.results[0]).toMatchObject({
    name: 'meta-llama/Llama-2-7b-hf',
    detail: expect.stringContaining('NousResearch/Llama-2-7b-hf'),
  })
})

test('200: a coordinate leads to its records, and behind a model to the one of that model', async () => {
  const [weights] = (await answerTo('1:788:2427')).groups
  expect(weights?.results.map(({ detail }) => detail.split(' · ')[0])).toEqual([
    'meta-llama/Meta-Llama-3-8B',
    'meta-llama/Llama-3.1-8B',
  ])
  const [first] = (await answerTo('llama 3.1 1:788:2427')).groups
  expect(first?.results[0]).toMatchObject({
    kind: 'weight',
    detail: expect.stringMatching(/^meta-llama\/Llama-3.1-8B/),
  })
})

test('200: an id in any spelling, with a version', async () => {
  for (const [q, url] of [
    ['sw-1', '/weights/SW-000001'],
    ['SW-000001.1', '/weights/SW-000001.1'],
    ['SS 1', '/sets/SS-000001'],
    ['sub 1', '/submissions/SUB-000001'],
  ] as const)
    expect((await answerTo(q)).groups[0]?.results).toMatchObject([{ url }])
})

test('200: one paper is one result, whatever it is called', async () => {
  for (const q of ['2507.23279', 'super experts', 'https://arxiv.org/pdf/2507.23279v2'])
    expect((await answerTo(q)).groups.find(({ kind }) => kind === 'source')?.results).toMatchObject([
      { name: 'su2025', url: '/sources/su2025' },
    ])
})

test('200: a repo that is not on record is offered to be looked at, and an unknown coordinate to be submitted', async () => {
  const { groups, next } = await answerTo('lmsys/vicuna-7b-v1.5')
  expect(groups.flatMap(({ results }) => results).filter(({ name }) => name.startsWith('lmsys/'))).toEqual([])
  expect(next.map(({ url }) => url)).toEqual(['/models/lmsys/vicuna-7b-v1.5', '/submit?repo=lmsys%2Fvicuna-7b-v1.5'])
  expect((await answerTo('llama 7b 3:1:2')).next).toEqual([
    {
      title: 'Submit this coordinate of huggyllama/llama-7b',
      url: '/submit?repo=huggyllama%2Fllama-7b&coordinates=3%3A1%3A2',
    },
  ])
})

test('200: nothing asked, nothing found', async () => {
  expect(await answerTo(' ')).toEqual({ schema_version: 1, q: '', groups: [], next: [] })
  const { groups, next } = await answerTo('zzzzzz')
  expect(groups).toEqual([])
  expect(next.length).toBeGreaterThan(0)
})

test.each([
  "'",
  '\\',
  "a'b\\'c:*|&!()",
  '%_%',
  '((((',
  '🙂🙂',
  '-- ; drop table models',
  '<->',
  "''''",
  'é'.repeat(300),
])('200: %s is only a text', async (q) => {
  expect((await ask(`/api/v1/search?${new URLSearchParams({ q })}`)).status).toBe(200)
})

test('422: a question longer than any address', async () => {
  expect((await ask(`/api/v1/search?${new URLSearchParams({ q: 'x'.repeat(301) })}`)).status).toBe(422)
})
