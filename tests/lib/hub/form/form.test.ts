import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { HubError } from '@/lib/hub/errors/hub-error'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeForms, OTHER_FORMS, PLAIN_FORMS } from '@/tests/helpers/other-forms'
import { makeRepo, SMALL_TENSOR, smallRepo, temporaryFolder } from '@/tests/helpers/repos'

const root = temporaryFolder()
const at = (...parts: string[]) => path.join(root.path, ...parts)
let hub: TestHub

beforeAll(async () => {
  makeForms(root.path)
  hub = await withHub(root.path)
})
afterAll(async () => {
  await hub.close()
  root.remove()
})

async function refusal(opening: Promise<unknown>): Promise<HubError> {
  const error: unknown = await opening.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof HubError) return error
  throw new Error(`expected a HubError, got ${String(error)}`)
}

test.each(Object.entries(OTHER_FORMS))(
  '%s is called what it is, on the Hub and as a folder, in the same words',
  async (repo, { code, says }) => {
    const served = await refusal(openCheckpoint({ repo }))
    expect(served).toMatchObject({ code, permanent: true, message: expect.stringMatching(says) })
    const local = await refusal(openFolder(at(repo)))
    expect(local.message.replaceAll(`local:${repo.split('/')[1]}`, repo)).toBe(served.message)
    expect(served.message).toMatch(/\b(?:[Gg]ive|Run)\b/)
  },
)

test.each(Object.keys(PLAIN_FORMS))('%s is a plain checkpoint', async (repo) => {
  for (const opened of [await openCheckpoint({ repo }), await openFolder(at(repo))])
    expect(opened.tensors.get(SMALL_TENSOR)?.dtype).toBe('F32')
})

test('of what is refused by its files alone, no weight file is read', async () => {
  const before = hub.requests.length
  for (const repo of ['form/adapter', 'form/gguf', 'form/pickle', 'form/gptq-in-an-own-file'])
    await refusal(openCheckpoint({ repo }))
  expect(hub.requests.slice(before).filter(({ path: asked }) => /\.(?:safetensors|bin|gguf)$/.test(asked))).toEqual([])
})

test('a tokenizer that is a pointer is called one', async () => {
  makeRepo(
    root.path,
    'form/tokenizer-pointer',
    smallRepo({
      'tokenizer.json': `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 9\n`,
    }),
  )
  expect(await refusal(loadTokenizer(await openFolder(at('form/tokenizer-pointer'))))).toMatchObject({
    code: 'lfs-pointers',
    message: expect.stringContaining('tokenizer.json'),
  })
})

describe("a folder of the Hub's cache", () => {
  const commit = 'c0ffee'.repeat(6) + 'c0ff'
  const snapshot = `cache/hub/models--acme--plain-4/snapshots/${commit}`
  beforeAll(() => {
    makeRepo(root.path, snapshot, smallRepo())
    makeRepo(root.path, 'cache/hub/models--acme--plain-4/snapshots/' + '0'.repeat(40), { 'config.json': {} })
    makeRepo(root.path, 'cache/hub/models--acme--plain-4/refs', { main: commit })
    makeRepo(root.path, 'cache/hub/models--acme--half/blobs', { x: '' })
    mkdirSync(at('cache/hub/models--acme--half/snapshots'))
    mkdirSync(at('empty'))
  })

  test.each([
    ['its root', 'cache/hub', /is the Hub's cache.*acme\/half, acme\/plain-4/],
    ['HF_HOME', 'cache', /hub is the Hub's cache/],
    [
      'a model',
      'cache/hub/models--acme--plain-4',
      new RegExp(`folder of a model in the Hub's cache.*Give the snapshot: .*snapshots/${commit}\\.$`),
    ],
    ['a model without a snapshot', 'cache/hub/models--acme--half', /holds no snapshot: download/],
  ])('%s is answered with the folder to give', async (_, folder, says) => {
    expect(await refusal(openFolder(at(folder)))).toMatchObject({
      code: 'cache-folder',
      message: expect.stringMatching(says),
    })
  })

  test('a snapshot is opened', async () => {
    expect((await openFolder(at(snapshot))).tensors.size).toBe(12)
  })

  test('an empty folder holds no files; a file is not a folder', async () => {
    expect(await refusal(openFolder(at('empty')))).toMatchObject({
      code: 'no-weights',
      message: expect.stringContaining('holds no files'),
    })
    expect(await refusal(openFolder(at(snapshot, 'config.json')))).toMatchObject({
      code: 'missing-repo',
      message: expect.stringContaining('is a file. Give the folder'),
    })
  })
})
