import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Report } from '@/lib/protocol'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)

const place = mkdtempSync(path.join(os.tmpdir(), 'superweights places '))
beforeAll(() => {
  cpSync(path.join(FIXTURE_HUB, 'demo', 'tiny-single'), path.join(place, 'my model'), { recursive: true })
  writeFileSync(path.join(place, 'notes.txt'), 'the quick brown fox jumps over the lazy dog. '.repeat(40))
})
afterAll(() => rmSync(place, { recursive: true }))
afterAll(removeCaches)

test('a folder on disk is detected, its path in the command that verifies it', async () => {
  const { code, stdout, stderr } = await superweights(['detect', './my model'], { cwd: place })
  expect(stdout).toContain('superweights verify "./my model" "model.layers.1.mlp.down_proj.weight[23, 88]"')
  expect([code, stderr]).toEqual([0, ''])
})

test("a folder is verified on a text of one's own with one thread, and the report says so", async () => {
  const { code, stdout } = await superweights(
    ['verify', path.join(place, 'my model'), '1:23:88', '--corpus', './notes.txt', '--threads', '1', '--json'],
    { cwd: place },
  )
  const { checkpoint, perplexity, verifier } = Report.parse(JSON.parse(stdout))
  expect([checkpoint.repo, perplexity[0]?.corpus, verifier.threads]).toMatchObject([
    'local:my-model',
    { id: 'file:notes.txt', revision: 'local' },
    1,
  ])
  // The model never saw such a text: there is a verdict, whichever.
  expect([0, 1]).toContain(code)
})

test('a folder is inspected', async () => {
  const { code, stdout } = await superweights(['inspect', './my model', '1:23:88', '--json'], { cwd: place })
  expect(JSON.parse(stdout)).toMatchObject({ repo: 'local:my-model', value: 2.171875 })
  expect(code).toBe(0)
})

test.each([
  ['a folder without a checkpoint', ['detect', '.'], 3, /has no.*config\.json|no file "config\.json"|config\.json/],
  ['a folder that is not there', ['detect', './nothing'], 3, /cannot be read/],
  ['a revision of a folder', ['detect', './my model', '--revision', 'v2'], 2, /--revision is for repos/],
  [
    'a text that is not there',
    ['verify', './my model', '1:23:88', '--corpus', './no.txt'],
    2,
    /no\.txt" cannot be read/,
  ],
  [
    'a corpus that is none',
    ['verify', './my model', '1:23:88', '--corpus', 'wikitext'],
    2,
    /There is no corpus "wikitext"/,
  ],
  ['no threads', ['detect', './my model', '--threads', '0'], 2, /whole number from 1 to 1024/],
  ['a device nobody knows', ['detect', './my model', '--device', 'tpu'], 2, /Allowed choices are cpu, cuda, webgpu/],
])('%s: one sentence, no stack, and its exit status', async (_, args, status, message) => {
  const { code, stdout, stderr } = await superweights(args, { cwd: place })
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect([code, stdout]).toEqual([status, ''])
})

/** Where there is a GPU with its libraries, the device works instead. */
test.each(['cuda', 'webgpu'])('%s either computes or says what it needs', async (device) => {
  const { code, stderr, stdout } = await superweights(['detect', './my model', '--device', device], { cwd: place })
  if (code === 0) expect(stdout).toContain('model.layers.1.mlp.down_proj.weight[23, 88]')
  else
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining(`onnxruntime cannot use the device ${device} here. It needs`),
    ])
})
