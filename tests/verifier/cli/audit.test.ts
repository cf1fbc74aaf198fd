import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { Audit } from '@/lib/audit/schema'
import uploads from '@/tests/fixtures/golden/quantised-uploads.json'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { type TestHub, withHub } from '@/tests/helpers/hub'
import { runCli } from '@/verifier/cli/program'

const place = mkdtempSync(path.join(os.tmpdir(), 'superweights audit '))
const DEMO = path.join(FIXTURE_HUB, 'demo')
const BASE = ['--base', path.join(DEMO, 'wide-single'), '--at', '1:23:195']
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
})
afterAll(async () => {
  await hub.close()
  rmSync(place, { recursive: true })
})

/** Runs the command in this process: another one takes seconds to start. */
async function audit(...args: string[]) {
  let stdout = ''
  const stderr = new PassThrough()
  const code = await runCli(['audit', ...args], {
    stdout: { write: (text) => (stdout += text) },
    stderr,
    signal: new AbortController().signal,
    debug: false,
    readyHub: async () => undefined,
  })
  return { code, stdout, stderr: String(stderr.read() ?? '') }
}

test('a GGUF file on this machine: the value to the last bit, its place in the block, and what it means', async () => {
  const { code, stdout } = await audit(path.join(DEMO, 'wide-single-gguf', 'wide-single-Q4_1.gguf'), ...BASE)
  expect(stdout).toContain('KEPT  model.layers.1.mlp.down_proj.weight[23, 195]')
  expect(stdout).toContain('2.171142578125 instead of 2.171875: within 5 % of the original.')
  expect(stdout).toContain('Stored as Q4_1, number 1 by size of the 32 values that share its scale')
  expect(stdout).not.toContain('Q5_0')
  expect(code).toBe(0)
})

test('every file of a folder of GGUF files, as JSON of the published schema', async () => {
  const { code, stdout, stderr } = await audit(path.join(DEMO, 'wide-single-gguf'), ...BASE, '--json')
  const { files } = Audit.parse(JSON.parse(stdout))
  const values = uploads.uploads.find(({ repo }) => repo.endsWith('-gguf'))?.values ?? []
  expect(new Map(files.map(({ file, weights }) => [file, weights[0]?.value]))).toEqual(
    new Map(values.map(({ file, value }) => [file, value])),
  )
  expect(stderr).toContain(`(1 of ${values.length})`)
  expect(code).toBe(0)
})

test.each(uploads.uploads)('$repo: every file has the value of its form’s own code', async ({ repo, values }) => {
  const { stdout } = await audit(repo, ...BASE, '--json')
  const { files } = Audit.parse(JSON.parse(stdout))
  expect(new Map(files.map(({ file, weights }) => [file ?? 'model.safetensors', weights[0]?.value]))).toEqual(
    new Map(values.map(({ file, value }) => [file, value])),
  )
})

test('a weight that clipping crushed ends with status 1', async () => {
  const { code, stdout } = await audit('demo/wide-single-w4a16-clip', ...BASE)
  expect(stdout).toContain('CRUSHED')
  expect(code).toBe(1)
})

test('folded scales are said instead of compared', async () => {
  const { code, stdout } = await audit('demo/wide-single-awq', ...BASE)
  expect(stdout).toContain('NOT COMPARED')
  expect(stdout).toContain('scales were folded into them')
  expect(code).toBe(0)
})

test.each([
  [['demo/tiny-plain'], 2, 'Name the model with --base'],
  [['demo/wide-single-gptq', '--base', path.join(DEMO, 'wide-single')], 2, 'name the weights with --at'],
  [['demo/wide-single-gptq', ...BASE.slice(0, 3), '1:23:9999'], 2, 'out of range'],
  [['demo/wide-single-gguf', ...BASE, '--file', 'none.gguf'], 3, 'has no GGUF file "none.gguf"'],
  [['demo/no-such', ...BASE], 3, 'demo/no-such'],
  [['demo/wide-single-gptq', '--registry', 'http://127.0.0.1:9'], 3, 'could not be reached'],
])('%j ends with status %d and says %s', async (args, status, words) => {
  const { code, stderr } = await audit(...args)
  expect(stderr).toContain(words)
  expect(code).toBe(status)
})
