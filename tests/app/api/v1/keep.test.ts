import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { endReadingProcess } from '@/lib/checkpoints/reading/read-in-process'
import { importLiterature } from '@/lib/literature/import'
import { closeQueue } from '@/lib/jobs/queue'
import type { KeepAnswer } from '@/lib/keep/answers/schema'
import { forgetReadings } from '@/lib/keep/readings'
import { alteredModel, type Matrices } from '../../../helpers/altered'
import { goldenOf } from '../../../helpers/golden'
import { useDatabase } from '../../../helpers/database'
import { type TestHub, withHub } from '../../../helpers/hub'
import { temporaryFolder } from '../../../helpers/repos'
import { ask, askTwice } from '../ask'
import { fileFor, HUB, SINGLE, submit } from '../filed'

const TRIPLE = goldenOf('tiny-set').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)

const SINGLE_TENSOR = 'model.layers.1.mlp.down_proj.weight'
/** A copy of demo/tiny-single under another name, whose card is this one. */
function copied(root: string, name: string, card: string, change: (matrices: Matrices) => void = () => {}): void {
  alteredModel('tiny-single', root, name, change)
  writeFileSync(path.join(root, 'demo', name, 'README.md'), `---\n${card}\n---\n`)
}

const folder = temporaryFolder()
useDatabase({ keep: true })
let hub: TestHub
beforeAll(async () => {
  cpSync(HUB, folder.path, { recursive: true })
  copied(folder.path, 'renamed', 'base_model:\n- demo/tiny-single')
  copied(folder.path, 'wrong-card', 'base_model: demo/tiny-plain')
  copied(folder.path, 'unrelated', 'base_model: demo/tiny-plain', (matrices) => matrices.set(SINGLE_TENSOR, 23, 88, 1))
  hub = await withHub(folder.path)
  await importLiterature()
  await fileFor(await submit({ repo: 'demo/tiny-set', coordinates: TRIPLE }))
  await fileFor(await submit(SINGLE))
  await submit({ repo: 'demo/tiny-single', coordinates: ['1:0:0'] })
})
afterAll(async () => {
  await closeQueue()
  await endReadingProcess()
  await hub.close()
  folder.remove()
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

test('200: a renamed copy has the same bits as its verified base, which is not called verified here', async () => {
  const { base, commit, summary, entries } = await answerOf('demo/renamed')
  expect([base, summary]).toEqual([
    'demo/tiny-single',
    'Keep this one weight in high precision: verified in the base model, with the same bits here.',
  ])
  expect(commit).toMatch(/^[0-9a-f]{40}$/)
  expect(entries).toMatchObject([
    { evidence: 'same-bits', class: null, damage: null, members: [{ value: 2.171875, base_value: 2.171875 }] },
  ])
})

test.each([
  ['single-tuned', 'drifted', 'layer 1 [23, 88] is 2.25 instead of 2.171875, +3.6 %'],
  ['single-zeroed', 'gone', 'layer 1 [23, 88] is gone: 0 instead of 2.171875'],
])('200: in demo/%s the value has %s, and both are shown', async (name, compared, change) => {
  const { base, base_found: found, entries } = await answerOf(`demo/${name}`)
  expect([base, found]).toEqual(['demo/tiny-single', 'stated'])
  expect(entries).toMatchObject([
    {
      evidence: 'drifted',
      why: expect.stringContaining(change),
      members: [{ base_value: 2.171875, compared, weight: expect.any(String) }],
    },
  ])
})

test('200: what is gone is shown, and is no weight to keep', async () => {
  const { summary, entries } = await answerOf('demo/single-zeroed')
  expect([summary, entries.length]).toEqual([
    'What is known of its base model is gone here: nothing of it is left to keep.',
    1,
  ])
  const list = await ask('/api/v1/keep/demo/single-zeroed?format=json')
  expect(await list.json()).toMatchObject({ weights: [] })
})

test.each(['single-renamed', 'wrong-card'])(
  '200: demo/%s, whose base nothing names rightly, is known by its bits, and says so',
  async (name) => {
    const answer = await answerOf(`demo/${name}`)
    expect(answer).toMatchObject({ base: 'demo/tiny-single', base_found: 'same-bits', layers: 6, gated: false })
    expect(answer.entries).toMatchObject([{ evidence: 'same-bits', members: [{ compared: 'same-bits' }] }])
  },
)

test('200: a model whose base has no records, and whose bits are of none, has no answer, and says how to find out', async () => {
  const answer = await answerOf('demo/unrelated')
  expect(answer).toMatchObject({
    base: null,
    base_found: null,
    entries: [],
    summary: 'No super weight of this model is known.',
    find: 'npx superweights find demo/unrelated',
  })
})

test('200: a gated model that the operator may publish says that it is gated', async () => {
  cpSync(path.join(HUB, 'demo', 'tiny-single'), path.join(folder.path, 'acme', 'closed'), { recursive: true })
  writeFileSync(path.join(folder.path, 'acme', 'closed', '.hub.json'), '{"gated": true, "token": "hf_reader"}')
  Object.assign(process.env, { HF_TOKEN: 'hf_reader', HF_GATED_REPOS: 'acme/closed' })
  try {
    expect(await answerOf('acme/closed')).toMatchObject({ gated: true, base: 'demo/tiny-single' })
  } finally {
    delete process.env.HF_TOKEN
    delete process.env.HF_GATED_REPOS
  }
})

test('the headers of a repo are read once for an answer, and nothing is read again for the next', async () => {
  forgetReadings()
  await writeFile(path.join(folder.path, 'demo', 'renamed', 'note.txt'), 'another commit')
  const asked = () => hub.requests.filter(({ path: asked }) => asked.includes('/demo/renamed')).length
  const before = hub.requests.length
  await answerOf('demo/renamed')
  const ranges = hub.requests.slice(before).flatMap(({ range }) => range ?? [])
  expect(ranges.filter((range) => range === 'bytes=0-7')).toHaveLength(1)
  const first = asked()
  expect((await ask('/api/v1/keep/demo/renamed?format=gptq')).status).toBe(200)
  expect(asked()).toBe(first)
})

test('what is wrong with a repo is remembered, too, and a repo that is refused names its base', async () => {
  cpSync(path.join(HUB, 'demo', 'tiny-single'), path.join(folder.path, 'acme', 'adapter'), { recursive: true })
  for (const file of ['config.json', 'model.safetensors', 'README.md'])
    rmSync(path.join(folder.path, 'acme', 'adapter', file))
  await writeFile(
    path.join(folder.path, 'acme', 'adapter', 'adapter_config.json'),
    '{"base_model_name_or_path": "demo/tiny-single"}',
  )
  const refused = async () => {
    const response = await ask('/api/v1/keep/acme/adapter')
    return [response.status, await response.json()]
  }
  const problem = [422, { code: 'unreadable-checkpoint', cause: 'adapter-only', base: 'demo/tiny-single' }]
  expect(await refused()).toMatchObject(problem)
  const before = hub.requests.length
  expect(await refused()).toMatchObject(problem)
  expect(hub.requests.length).toBe(before)
})

test('an outage of the Hub is not remembered', async () => {
  forgetReadings()
  hub.faults.fail = { status: 503, times: 2 }
  expect((await ask('/api/v1/keep/demo/single-tuned')).status).toBe(503)
  delete hub.faults.fail
  expect((await ask('/api/v1/keep/demo/single-tuned')).status).toBe(200)
})

test('caches store answers from records, and not what was read from the Hub just now', async () => {
  const cached = async (repo: string) => (await ask(`/api/v1/keep/${repo}`)).headers.get('cache-control')
  expect(await cached('demo/renamed')).toBe('no-store')
  expect(await cached('demo/tiny-set')).toContain('public')
})

test('404: a repo that the Hub does not show', async () => {
  const response = await ask('/api/v1/keep/demo/no-such-model')
  expect([response.status, await response.json()]).toMatchObject([404, { code: 'not-found' }])
})

test.each([
  ['llama.cpp', 'text/plain', 'blk'],
  ['gptq', 'application/json', '"dynamic"'],
  ['llm-compressor', 'application/yaml', 'ignore'],
  ['torchao', 'text/x-python', 'model.layers.1.mlp.down_proj'],
  ['json', 'application/json', SINGLE_TENSOR],
])('200: format=%s is the list alone, as %s', async (format, type, part) => {
  const response = await ask(`/api/v1/keep/demo/tiny-single?format=${format}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="keep[\w.-]*"$/)
  expect(await response.text()).toContain(part)
})

test('308: another case of the name keeps the format', async () => {
  const response = await ask('/api/v1/keep/HuggyLlama/LLAMA-7b?format=gptq')
  expect(response.headers.get('location')).toBe('/api/v1/keep/huggyllama/llama-7b?format=gptq')
})

test('422: a tool that is not known', async () => {
  expect((await ask('/api/v1/keep/demo/tiny-single?format=exl2')).status).toBe(422)
})
