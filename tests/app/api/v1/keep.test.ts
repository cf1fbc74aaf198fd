import { importLiterature } from '@/lib/literature/import'
import { closeQueue } from '@/lib/jobs/queue'
import type { KeepAnswer } from '@/lib/keep/schema'
import { goldenOf } from '../../../helpers/golden'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { ask, askTwice } from '../ask'
import { fileFor, HUB, SINGLE, submit } from '../filed'

const TRIPLE = goldenOf('tiny-set').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)

useDatabase({ keep: true })
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(HUB)
  await importLiterature()
  await fileFor(await submit({ repo: 'demo/tiny-set', coordinates: TRIPLE }))
  await fileFor(await submit(SINGLE))
  await submit({ repo: 'demo/tiny-single', coordinates: ['1:0:0'] })
}, 60_000)
afterAll(async () => {
  await closeQueue()
  await hub.close()
})

const answerOf = async (repo: string) => (await (await ask(`/api/v1/keep/${repo}`)).json()) as KeepAnswer

test('200: a verified set stays together, with its commit, its damage and the values stored there', async () => {
  const { summary, entries, not_needed: rest } = await answerOf('demo/tiny-set')
  expect(summary).toBe('Keep these 3 weights in high precision: verified here.')
  expect(entries).toMatchObject([
    {
      evidence: 'verified',
      record: expect.stringMatching(/^SS-/),
      class: 'B',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    },
  ])
  expect(entries[0]?.damage).toMatchObject({ infinite: true })
  expect(entries[0]?.members.map(({ layer, row, col }) => `${layer}:${row}:${col}`).toSorted()).toEqual(
    TRIPLE.toSorted(),
  )
  for (const { value, shape } of entries[0]?.members ?? []) expect([typeof value, shape?.length]).toEqual(['number', 2])
  expect(rest).toEqual([])
})

test('200: a claim that nobody has published or verified is no reason to keep anything', async () => {
  const { entries, not_needed: rest } = await answerOf('demo/tiny-single')
  expect(entries).toMatchObject([{ evidence: 'verified', class: 'A', members: [{ row: 23, col: 88 }] }])
  expect(rest).toMatchObject([{ why: 'Claimed, and neither published nor verified.' }])
})

test('200: what is only published says so, with its sources and without a commit', async () => {
  const { summary, entries } = await answerOf('huggyllama/llama-7b')
  expect(summary).toBe('Keep this one weight in high precision: published, not verified here yet.')
  expect(entries).toMatchObject([
    {
      evidence: 'published',
      class: null,
      commit: null,
      damage: null,
      members: [{ tensor: 'model.layers.2.mlp.down_proj.weight', row: 3968, col: 7003 }],
    },
  ])
  expect(entries[0]?.sources.map(({ key }) => key)).toContain('yu2024')
})

test('200: a negative result is not on the list', async () => {
  const { entries, not_needed: rest } = await answerOf('openai-community/gpt2')
  expect(entries).toEqual([])
  expect(rest).toMatchObject([{ why: expect.stringContaining('negative result') }])
})

test('308: another case of the name leads to the right one', async () => {
  const response = await ask('/api/v1/keep/HuggyLlama/LLAMA-7b')
  expect([response.status, response.headers.get('location')]).toEqual([308, '/api/v1/keep/huggyllama/llama-7b'])
})

test('304: the answer is not sent again while it is the same', async () => {
  await askTwice('/api/v1/keep/demo/tiny-set')
})

test('404: a model without records, with how to have it searched', async () => {
  const response = await ask('/api/v1/keep/acme/unknown')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('{"repo": "acme/unknown"}') })
})
