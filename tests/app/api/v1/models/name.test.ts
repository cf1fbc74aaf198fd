import { importLiterature } from '@/lib/literature/import'
import type { ModelRecord } from '@/lib/models/schema'
import { useDatabase } from '../../../../helpers/database'
import { ask, askTwice } from '../../ask'

useDatabase({ keep: true })
beforeAll(async () => {
  await importLiterature()
})

test('200: a model shows the weights claimed of it, and that no checkpoint was read', async () => {
  const response = await ask('/api/v1/models/huggyllama/llama-7b')
  expect(response.status).toBe(200)
  const record = (await response.json()) as ModelRecord
  expect(record).toMatchObject({ repo: 'huggyllama/llama-7b', checkpoints: [] })
  expect(record.weights.length).toBeGreaterThan(0)
  expect(record).toMatchObject({ weight_count: record.weights.length, verified_count: 0, set_count: 0 })
  const { items } = (await (await ask(record.weights_url)).json()) as { items: { id: string }[] }
  expect(items.map(({ id }) => id)).toEqual(record.weights.map(({ id }) => id))
})

test('304: a model is not sent again while it is the same', async () => {
  await askTwice('/api/v1/models/huggyllama/llama-7b')
})

test.each(['HuggyLlama/LLaMA-7B', 'huggyllama/Llama-7b'])(
  '308: %s in different case leads to the record',
  async (repo) => {
    const response = await ask(`/api/v1/models/${repo}`)
    expect([response.status, response.headers.get('location'), await response.text()]).toEqual([
      308,
      '/api/v1/models/huggyllama/llama-7b',
      '',
    ])
  },
)

test('404: a name with a wildcard of SQL is not taken for another', async () => {
  expect((await ask('/api/v1/models/huggyllama/llama_7b')).status).toBe(404)
})

test('404: a model that nobody has spoken of', async () => {
  const response = await ask('/api/v1/models/nobody/nothing')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    code: 'not-found',
    detail: expect.stringContaining('Submit one of its coordinates to add it'),
  })
})

test.each(['a%20b/c', 'a/b%00', `a/${'x'.repeat(97)}`, '..%2F..%2Fetc/passwd'])(
  '422: %s is not a name the Hub gives',
  async (name) => {
    expect((await ask(`/api/v1/models/${name}`)).status).toBe(422)
  },
)
