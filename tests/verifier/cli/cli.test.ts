import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Report, verdictOf } from '@/lib/protocol'
import { withHub } from '../../helpers/hub'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(60_000)

const SINGLE = 'layers[1].mlp.down_proj.weight[23, 88]'
const SET = ['1:41:130', '1:7:130', '1:58:130']
const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights cli '))
afterAll(() => rmSync(folder, { recursive: true }))
afterAll(removeCaches)

test('a super weight is confirmed: every check in a table, both perplexities, the verdict, exit status 0', async () => {
  const { code, stdout, stderr } = await superweights(['verify', 'demo/tiny-single', SINGLE], { cwd: folder })
  expect(stderr).toBe('')
  expect(stdout).toContain('CONFIRMED, class A. Super weight')
  for (const check of ['value', 'spike', 'attribution', 'persistence', 'suppression', 'baseline', 'controls', 'damage'])
    expect(stdout).toMatch(new RegExp(`│ ${check} +│ pass`))
  expect(stdout).toMatch(/intact +1\.3\d+\n +removed +9\d\.\d+/)
  expect(code).toBe(0)
})

test('a weight that does nothing is not confirmed: the failed checks are named, exit status 1', async () => {
  const { code, stdout } = await superweights(['verify', 'demo/tiny-single', '1:23:89'])
  expect(stdout).toMatch(/│ damage +│ FAIL/)
  expect(stdout).toContain('NOT CONFIRMED, class D')
  expect(code).toBe(1)
})

test('a set is judged as one claim, each member alone and without the others', async () => {
  const { code, stdout } = await superweights(['verify', 'demo/tiny-set', ...SET])
  expect(stdout).toContain('CONFIRMED, class B')
  expect(stdout.match(/member \d +alone R = /g)).toHaveLength(3)
  expect(code).toBe(0)
})

test('--json prints the report and nothing else, and --out writes the same: the verdict can be computed from it', async () => {
  const file = path.join(folder, 'report.json')
  const { code, stdout, stderr } = await superweights([
    'verify',
    'demo/tiny-single',
    SINGLE,
    '--value',
    '2.171875',
    '--json',
    '--out',
    file,
  ])
  const report = Report.parse(JSON.parse(stdout))
  expect(verdictOf(report)).toMatchObject({ accepted: true, class: 'A' })
  expect(report.members[0]?.claimed_value).toBe(2.171875)
  expect(readFileSync(file, 'utf8')).toBe(stdout)
  expect([code, stderr]).toEqual([0, ''])
})

test('a claimed value that is not the stored one is not confirmed', async () => {
  const { code, stdout } = await superweights(['verify', 'demo/tiny-single', SINGLE, '--value', '2.2'])
  expect(stdout).toMatch(/│ value +│ FAIL/)
  expect(code).toBe(1)
})

test('detect shows the spikes by layer and what to verify next', async () => {
  const { code, stdout } = await superweights(['detect', 'demo/tiny-single'])
  expect(stdout).toMatch(/layer 0 [▁▂▃▄▅▆▇█]{6} 5/)
  expect(stdout).toContain('superweights verify demo/tiny-single "model.layers.1.mlp.down_proj.weight[23, 88]"')
  expect(code).toBe(0)
})

test('detect says so where there is nothing to claim', async () => {
  const { code, stdout } = await superweights(['detect', 'demo/tiny-plain'])
  expect(stdout).toContain('There is nothing to claim.')
  expect(code).toBe(0)
})

test('detect --json lists candidates for programs', async () => {
  const { stdout } = await superweights(['detect', 'demo/tiny-single', '--json'])
  const Found = z.object({
    repo: z.string(),
    commit: z.string(),
    candidates: z.array(z.object({ tensor: z.string(), row: z.number(), col: z.number(), share: z.number() })),
    detection: z.array(z.unknown()),
  })
  expect(Found.parse(JSON.parse(stdout)).candidates[0]).toMatchObject({
    tensor: 'model.layers.1.mlp.down_proj.weight',
    row: 23,
    col: 88,
  })
})

test('inspect prints value, meaning and spellings without downloading a tensor', async () => {
  const hub = await withHub(path.join(__dirname, '..', '..', 'fixtures', 'hub'))
  try {
    const { code, stdout } = await superweights(['inspect', 'demo/tiny-single', '1:23:88', '--json'], {
      env: { DEMO_HUB_URL: hub.url },
    })
    expect(JSON.parse(stdout)).toMatchObject({
      value: 2.171875,
      bits: '400b',
      dtype: 'BF16',
      shape: [64, 160],
      layer: 1,
      output_channel: 23,
      input_neuron: 88,
      spellings: { paper: SINGLE, gguf: 'blk.1.ffn_down.weight (ne0=88, ne1=23)' },
    })
    expect(code).toBe(0)
    const ranges = hub.requests
      .filter(({ path: asked }) => asked.endsWith('.safetensors'))
      .map(({ range }) => /^bytes=(\d+)-(\d+)$/.exec(range ?? ''))
    const read = ranges.reduce((sum, range) => sum + Number(range?.[2]) - Number(range?.[1]) + 1, 0)
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(100_000)
  } finally {
    await hub.close()
  }
})

test.each([
  ['an unknown command', ['frobnicate'], 2, /unknown command 'frobnicate'/],
  ['an unknown option', ['detect', 'demo/tiny-single', '--fast'], 2, /unknown option '--fast'/],
  ['no coordinate', ['verify', 'demo/tiny-single'], 2, /missing required argument 'coordinates'/],
  ['a record with a coordinate', ['verify', 'SW-000001', '1:23:88'], 2, /SW-000001 has its own coordinates/],
  ['a record at another grade', ['verify', 'SW-000001', '--grade', 'full'], 2, /--grade is not for a record/],
  ['a claim to submit', ['verify', 'demo/tiny-single', '1:23:88', '--submit'], 2, /are for a record of a registry/],
  [
    'an unknown grade',
    ['verify', 'demo/tiny-single', SINGLE, '--grade', 'huge'],
    2,
    /Allowed choices are quick, standard, full/,
  ],
  ['a value that is not a number', ['verify', 'demo/tiny-single', SINGLE, '--value', 'big'], 2, /Expected a number/],
  ['a value for a set', ['verify', 'demo/tiny-set', ...SET, '--value', '1'], 2, /--value is for a single coordinate/],
  [
    'text that is not a coordinate',
    ['verify', 'demo/tiny-single', 'layer two'],
    2,
    /"layer two" is not a coordinate\. Expected layers\[2\]/,
  ],
  ['an index out of range', ['inspect', 'demo/tiny-single', '1:64:0'], 2, /64 rows \(0 to 63\)/],
  ['one coordinate twice', ['verify', 'demo/tiny-single', SINGLE, '1:23:88'], 2, /is claimed twice/],
  ['text that is not a repo', ['detect', 'https://example.com/x/y'], 2, /is not an address on huggingface\.co/],
  ['a repo that does not exist', ['detect', 'demo/nothing-here'], 3, /demo\/nothing-here/],
  ['a revision that does not exist', ['detect', 'demo/tiny-single', '--revision', 'v9'], 3, /v9/],
])('%s: one sentence, no stack, and its exit status', async (_, args, status, message) => {
  const { code, stdout, stderr } = await superweights(args)
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect([code, stdout]).toEqual([status, ''])
})

test('--debug adds the stack', async () => {
  const { stderr } = await superweights(['--debug', 'inspect', 'demo/tiny-single', '1:64:0'])
  expect(stderr).toMatch(/\n\s+at /)
})

test('--help documents the exit status', async () => {
  const { code, stdout } = await superweights(['--help'])
  expect(stdout).toMatch(
    /Exit status:\n +0 +verify, report, check: class A or B[^]*\n +1 +verify, report, check: not confirmed[^]*\n +2 [^]*\n +3 /,
  )
  expect(code).toBe(0)
})
