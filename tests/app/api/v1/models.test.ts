import { importLiterature } from '@/lib/literature/import'
import type { ModelSummary } from '@/lib/models/schema'
import { useDatabase } from '../../../helpers/database'
import { ask, askTwice } from '../ask'

interface Page {
  items: ModelSummary[]
  next_cursor: string | null
}

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

const page = async (query: string) => (await (await ask(`/api/v1/models${query}`)).json()) as Page

test('200: every model with a claim is listed once, page by page', async () => {
  const all = (await page('?limit=200')).items.map(({ repo }) => repo)
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, next_cursor: next } = await page(`?limit=4&cursor=${cursor}`)
    paged.push(...items.map(({ repo }) => repo))
    cursor = next
  }
  expect(all.length).toBeGreaterThan(5)
  expect(paged).toEqual(all)
  expect(new Set(all).size).toBe(all.length)
})

test('200: an item says how much there is of a model, and does not carry it', async () => {
  const llama = (await page('?search=huggyllama/llama-7b')).items[0]
  expect(llama).toMatchObject({
    repo: 'huggyllama/llama-7b',
    weight_count: 1,
    verified_count: 0,
    set_count: 0,
    best_class: null,
    best_level: 0,
    layers: [2],
    checkpoint: null,
  })
  expect(llama?.missing).toMatchObject({
    best_class: expect.any(String),
    checkpoint: expect.stringContaining('literature'),
  })
  expect(llama).not.toHaveProperty('weights')
})

test('200: a part of the name finds a model, and % is a letter like any other', async () => {
  const { items } = await page('?search=LLAMA')
  expect(items.length).toBeGreaterThan(0)
  for (const { repo } of items) expect(repo.toLowerCase()).toContain('llama')
  expect((await page('?search=%25')).items).toEqual([])
})

test('304: the list is not sent again while it is the same', async () => {
  await askTwice('/api/v1/models')
})

test('400: the filters of weights are none of models', async () => {
  expect(await (await ask('/api/v1/models?serch=llama')).json()).toMatchObject({
    code: 'unknown-parameter',
    suggestion: 'search',
  })
})

test('422: a page of no models', async () => {
  expect((await ask('/api/v1/models?limit=0')).status).toBe(422)
})
