import { appendFileSync, cpSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openFolder } from '@/lib/hub/checkpoint/open-folder'
import { isFolder, openTarget } from '@/lib/hub/checkpoint/open-target'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { RepoNameError } from '@/lib/hub/names/repo'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import { BROKEN_REPOS, makeBrokenRepos, ON_THE_HUB_ONLY } from '@/tests/helpers/broken-repos'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { makeRepo, SMALL_CONFIG, SMALL_TENSOR, smallRepo, smallTensors, temporaryFolder } from '@/tests/helpers/repos'
import { f32, safetensorsFile } from '@/tests/helpers/safetensors'

const DEMO = 'tests/fixtures/hub/demo/tiny-single'
const root = temporaryFolder()
const at = (...parts: string[]) => path.join(root.path, ...parts)
let hub: TestHub

beforeAll(async () => {
  hub = await withHub('tests/fixtures/hub')
  makeBrokenRepos(root.path)
  makeRepo(root.path, 'org/small', smallRepo())
})
afterAll(async () => {
  await hub.close()
  root.remove()
})

test('a folder holds the same checkpoint as the Hub that serves it, tokenizer included, and asks nobody', async () => {
  const served = await openCheckpoint({ repo: 'demo/tiny-single' })
  const servedTokenizer = await loadTokenizer(served)
  const before = hub.requests.length
  const local = await openFolder(DEMO)
  expect(local).toMatchObject({
    repo: 'local:tiny-single',
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    gated: false,
    config: served.config,
    parameters: served.parameters,
  })
  expect([...local.tensors]).toEqual([...served.tensors])
  const tokenizer = await loadTokenizer(local)
  expect(tokenizer.sha256).toBe(servedTokenizer.sha256)
  const [tensor] = local.tensors.values()
  if (tensor === undefined) throw new Error('no tensor')
  const bytes = await local.read(tensor, 8, 72)
  expect(hub.requests.length).toBe(before)
  expect(bytes).toEqual(await served.read(tensor, 8, 72))
})

test('its fingerprint is the same for a copy, and another when config, header, length or values change', async () => {
  const { commit } = await openFolder(at('org/small'))
  cpSync(at('org/small'), at('copy'), { recursive: true })
  writeFileSync(at('copy/notes.txt'), 'no part of the model')
  expect((await openFolder(at('copy'))).commit).toBe(commit)
  const changed: Readonly<Record<string, object>>[] = [
    { 'config.json': { ...SMALL_CONFIG, rms_norm_eps: 1e-6 } },
    { 'model.safetensors': safetensorsFile({ ...smallTensors(), 'model.norm.weight': f32([4], [0, 0, 1, 0]) }) },
  ]
  const commits = await Promise.all(
    changed.map(async (change, i) => {
      makeRepo(root.path, `changed/${i}`, smallRepo(change))
      return (await openFolder(at(`changed/${i}`))).commit
    }),
  )
  expect(new Set([commit, ...commits]).size).toBe(3)
})

test.each(
  Object.entries(BROKEN_REPOS).filter(
    ([repo, code]) => code !== null && !ON_THE_HUB_ONLY.includes(repo) && repo.startsWith('broken/'),
  ),
)('%s is refused as %s on disk too', async (repo, code) => {
  await expect(openFolder(at(repo))).rejects.toMatchObject({ code, permanent: true })
})

test('a file that was cut off is refused, before and after it was opened', async () => {
  makeRepo(root.path, 'org/cut', smallRepo())
  const weights = at('org/cut/model.safetensors')
  const open = await openFolder(at('org/cut'))
  const tensor = open.tensors.get('lm_head.weight')
  if (tensor === undefined) throw new Error('no tensor')
  truncateSync(weights, tensor.start + 3)
  await expect(open.read(tensor, 0, 8)).rejects.toMatchObject({
    code: 'truncated',
    message: expect.stringContaining('ends at byte'),
  })
  await expect(openFolder(at('org/cut'))).rejects.toMatchObject({ code: 'bad-header' })
  appendFileSync(weights, Buffer.alloc(10_000))
  await expect(openFolder(at('org/cut'))).rejects.toMatchObject({ code: 'bad-header' })
})

test("links are followed, as the Hub's cache needs; a link to nowhere is a missing file", async () => {
  mkdirSync(at('linked'))
  for (const name of ['config.json', 'model.safetensors']) symlinkSync(at('org/small', name), at('linked', name))
  symlinkSync(at('nowhere'), at('linked/tokenizer.json'))
  expect((await openFolder(at('linked'))).tensors.has(SMALL_TENSOR)).toBe(true)
  expect((await openFolder(at('linked'))).commit).toBe((await openFolder(at('org/small'))).commit)
})

test('reads stay inside a tensor and inside the folder', async () => {
  const local = await openFolder(at('org/small'))
  const tensor = local.tensors.get(SMALL_TENSOR)
  if (tensor === undefined) throw new Error('no tensor')
  await expect(local.read(tensor, 0, 97)).rejects.toThrow(RangeError)
  expect(await local.readFile?.('../small/config.json', 1_000)).toBeNull()
  await expect(local.readFile?.('config.json', 10)).rejects.toMatchObject({ code: 'too-large' })
})

describe('what a command line names', () => {
  test.each([
    ['/x/y', true],
    ['./x', true],
    ['../x', true],
    ['.', true],
    [DEMO, true],
    ['org/never-was', false],
    ['.hidden/x', false],
    ['https://huggingface.co/a/b', false],
  ])('%s is a folder: %s', async (typed, expected) => {
    expect(await isFolder(typed)).toBe(expected)
  })

  test('a folder is opened, else the Hub is asked', async () => {
    expect((await openTarget(DEMO)).repo).toBe('local:tiny-single')
    expect((await openTarget('demo/tiny-single')).repo).toBe('demo/tiny-single')
    await expect(openTarget('not a repo')).rejects.toThrow(RepoNameError)
    await expect(openTarget('./nothing-here')).rejects.toMatchObject({
      code: 'missing-repo',
      message: expect.stringContaining('config.json'),
    })
  })
})
