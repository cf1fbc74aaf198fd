import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { downloadFile, fileDownloadInfo, listFiles, listModels, modelInfo, pathsInfo } from '@huggingface/hub'
import { makeBrokenRepos } from '@/tests/helpers/broken-repos'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, temporaryFolder } from '@/tests/helpers/repos'

const folder = temporaryFolder()
let hub: TestHub
let commit: string

beforeAll(async () => {
  makeRepo(folder.path, 'org/model', {
    'config.json': '{"a": 1}\n',
    'model.safetensors': '0123456789',
    'empty.txt': '',
    'sub/deep/note.txt': 'x',
  })
  makeRepo(folder.path, 'org/long', Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`f${i}`, String(i)])))
  makeBrokenRepos(folder.path)
  hub = await withHub(folder.path)
  commit = (await modelInfo({ name: 'org/model', hubUrl: hub.url, additionalFields: ['sha'] })).sha
})
afterAll(async () => {
  await hub.close()
  folder.remove()
})

async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

const get = (where: string, init: RequestInit = {}) => fetch(`${hub.url}${where}`, init)
const ranged = (range: string, method = 'GET') =>
  get('/org/model/resolve/main/model.safetensors', { method, headers: { range } })

describe('with the client of the Hub', () => {
  test('a model has a commit that depends on its files alone', async () => {
    expect(commit).toMatch(/^[0-9a-f]{40}$/)
    makeRepo(folder.path, 'other/copy', {
      'config.json': '{"a": 1}\n',
      'model.safetensors': '0123456789',
      'empty.txt': '',
      'sub/deep/note.txt': 'x',
    })
    expect((await modelInfo({ name: 'other/copy', hubUrl: hub.url, additionalFields: ['sha'] })).sha).toBe(commit)
    makeRepo(folder.path, 'other/copy', { 'config.json': '{"a": 2}\n' })
    expect((await modelInfo({ name: 'other/copy', hubUrl: hub.url, additionalFields: ['sha'] })).sha).not.toBe(commit)
  })

  test('a card that names a base makes the tags of the Hub', async () => {
    const card = '---\nbase_model:\n- org/model\nbase_model_relation: quantized\n---\n'
    makeRepo(folder.path, 'org/derived', { 'README.md': card, 'config.json': '{}' })
    const { tags } = await modelInfo({ name: 'org/derived', hubUrl: hub.url, additionalFields: ['tags'] })
    expect(tags).toEqual(['base_model:org/model', 'base_model:quantized:org/model'])
    expect((await modelInfo({ name: 'org/model', hubUrl: hub.url, additionalFields: ['tags'] })).tags).toEqual([])
  })

  test('models are listed by their tags, in pages, and private ones are not', async () => {
    const derived = (relation: string) => ({
      'README.md': `---\nbase_model: org/parent\nbase_model_relation: ${relation}\n---\n`,
    })
    for (const name of ['a', 'b', 'c']) makeRepo(folder.path, `org/child-${name}`, derived('finetune'))
    makeRepo(folder.path, 'org/child-hidden', { ...derived('finetune'), '.hub.json': '{"private": true}' })
    makeRepo(folder.path, 'org/child-packed', derived('quantized'))
    const listed = async (tag: string) =>
      (await gathered(listModels({ search: { tags: [tag] }, hubUrl: hub.url }))).map(({ name }) => name)
    expect(await listed('base_model:org/parent')).toEqual([
      'org/child-a',
      'org/child-b',
      'org/child-c',
      'org/child-packed',
    ])
    expect(await listed('base_model:quantized:org/parent')).toEqual(['org/child-packed'])
    const page = await get('/api/models?filter=base_model:org/parent&limit=3')
    const next = /<([^>]*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1] ?? ''
    expect(await page.json()).toHaveLength(3)
    expect(await (await fetch(next)).json()).toMatchObject([{ id: 'org/child-packed' }])
  })

  test('files are listed with size and the hash of large ones, folders on their own', async () => {
    const top = await gathered(listFiles({ repo: 'org/model', hubUrl: hub.url }))
    expect(top.map(({ type, path: name, size }) => [type, name, size])).toEqual([
      ['directory', 'sub', 0],
      ['file', 'config.json', 9],
      ['file', 'empty.txt', 0],
      ['file', 'model.safetensors', 10],
    ])
    expect(top[3]?.lfs).toMatchObject({
      oid: '84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882',
      size: 10,
    })
    const all = await gathered(listFiles({ repo: 'org/model', hubUrl: hub.url, recursive: true }))
    expect(all.map(({ path: name }) => name)).toEqual(expect.arrayContaining(['sub/deep', 'sub/deep/note.txt']))
  })

  test('a long list comes in pages', async () => {
    const files = await gathered(listFiles({ repo: 'org/long', hubUrl: hub.url }))
    expect(new Set(files.map(({ path: name }) => name)).size).toBe(1_001)
    expect(hub.requests.filter(({ path: name }) => name.startsWith('/api/models/org/long/tree')).length).toBe(2)
  })

  test('paths are described and files are downloaded', async () => {
    const found = await pathsInfo({
      repo: 'org/model',
      hubUrl: hub.url,
      paths: ['config.json', 'nope'],
      revision: commit,
    })
    expect(found.map(({ path: name, size }) => [name, size])).toEqual([['config.json', 9]])
    expect(await fileDownloadInfo({ repo: 'org/model', path: 'model.safetensors', hubUrl: hub.url })).toMatchObject({
      size: 10,
    })
    const blob = await downloadFile({ repo: 'org/model', path: 'model.safetensors', hubUrl: hub.url, xet: false })
    expect(await blob?.slice(2, 5).text()).toBe('234')
    expect(await downloadFile({ repo: 'org/model', path: 'nope', hubUrl: hub.url, xet: false })).toBeNull()
  })
})

describe('ranges', () => {
  test.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=3-5', '345', 'bytes 3-5/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('%s', async (range, body, told) => {
    const response = await ranged(range)
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([206, body, told])
  })

  test.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=5-4'])('%s is outside', async (range) => {
    const response = await ranged(range)
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  })

  test.each(['bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=x'])('%s is answered whole', async (range) => {
    const response = await ranged(range)
    expect([response.status, await response.text()]).toEqual([200, '0123456789'])
  })

  test('HEAD tells what GET would send', async () => {
    const response = await ranged('bytes=0-3', 'HEAD')
    expect(
      Object.fromEntries(
        ['content-length', 'content-range', 'x-linked-size', 'x-repo-commit', 'accept-ranges'].map((name) => [
          name,
          response.headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-length': '4',
      'content-range': 'bytes 0-3/10',
      'x-linked-size': '10',
      'x-repo-commit': commit,
      'accept-ranges': 'bytes',
    })
    expect(await response.text()).toBe('')
  })

  test('an unchanged file is 304', async () => {
    const etag = (await get('/org/model/raw/main/config.json')).headers.get('etag') ?? ''
    expect((await get('/org/model/raw/main/config.json', { headers: { 'if-none-match': etag } })).status).toBe(304)
  })

  test('an empty file is empty', async () => {
    const response = await get('/org/model/resolve/main/empty.txt')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('what is not there', () => {
  test.each([
    ['/api/models/org/nope', 401, 'RepoNotFound'],
    ['/org/nope/resolve/main/config.json', 401, 'RepoNotFound'],
    ['/api/models/org/model/revision/nope', 404, 'RevisionNotFound'],
    [`/org/model/resolve/${'0'.repeat(40)}/config.json`, 404, 'RevisionNotFound'],
    ['/org/model/resolve/main/nope.json', 404, 'EntryNotFound'],
    ['/api/models/org/model/tree/main/nope', 404, 'EntryNotFound'],
    ['/broken/gated/resolve/main/config.json', 401, 'GatedRepo'],
    ['/', 404, 'NotFound'],
    ['/api/spaces/org/model', 404, 'NotFound'],
  ])('%s is %d %s', async (where, status, code) => {
    const response = await get(where)
    expect([response.status, response.headers.get('x-error-code')]).toEqual([status, code])
  })

  test('a token without access to a gated repo is answered 403, where none is 401', async () => {
    const response = await get('/broken/gated/resolve/main/config.json', {
      headers: { authorization: 'Bearer hf_somebody' },
    })
    expect([response.status, response.headers.get('x-error-code')]).toEqual([403, 'GatedRepo'])
  })

  test('a gated repo is described, as on the Hub, and its settings are no file of it', async () => {
    expect(await modelInfo({ name: 'broken/gated', hubUrl: hub.url })).toMatchObject({ gated: 'manual' })
    const response = await get('/broken/gated/resolve/main/.hub.json', {
      headers: { authorization: 'Bearer hf_granted' },
    })
    expect(response.headers.get('x-error-code')).toBe('EntryNotFound')
  })
})

test('it closes while a client still reads', async () => {
  mkdirSync(path.join(folder.path, 'org/slow'), { recursive: true })
  const other = await withHub(folder.path, { delayMs: 10_000 })
  const reading = fetch(`${other.url}/api/models/org/model`).then(
    () => 'answered',
    () => 'closed',
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  await other.close()
  expect(await reading).toBe('closed')
})

test('a request that waits takes no failure that was meant for a later one', async () => {
  const other = await withHub(folder.path, { delayMs: 300 })
  try {
    const waiting = fetch(`${other.url}/api/models/org/model`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    delete other.faults.delayMs
    other.faults.fail = { status: 404, times: 1 }
    expect((await waiting).status).toBe(200)
    expect((await fetch(`${other.url}/api/models/org/model`)).status).toBe(404)
  } finally {
    await other.close()
  }
})
