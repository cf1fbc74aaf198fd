import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { perplexityOf } from '@/lib/protocol'
import { editedGolden } from '@/tests/helpers/edited'
import { goldenOf } from '@/tests/helpers/golden'
import { DoseCurve } from '@/verifier/measure/dose-curve'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights dose '))
afterAll(() => rmSync(folder, { recursive: true }))
afterAll(removeCaches)

const dose = (...args: string[]) => superweights(['dose', ...args], { cwd: folder })
const SINGLE = ['demo/tiny-single', '1:23:88']
const SET = ['demo/tiny-set', ...goldenOf('tiny-set').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)]

test('a table: a row a scale with perplexity, ratio and interval, the curve drawn; exit status 0', async () => {
  const { code, stdout, stderr } = await dose(...SINGLE)
  expect([code, stderr]).toEqual([0, ''])
  expect([...stdout.matchAll(/│ x ([\d.]+) /g)].map(([, scale]) => scale)).toEqual(['0', '0.5', '1', '1.5', '2', '3'])
  expect(stdout).toMatch(/│ x 0 +│ 93\.\d+ +│ 69\.\d+ +│ \d+\.\d+ to \d+\.\d+ +│/)
  expect(stdout).toMatch(/│ x 1 +│ 1\.3\d+ +│ 1 +│ 1 to 1 +│/)
  expect(stdout).toMatch(/x 0 █[▁▂▃▄▅▆▇█]{5} x 3, log scale/)
  expect(stdout).not.toContain('estor')
})

test('--json prints the curve that transformers measures, --out writes the same, and both fit the schema that the program prints', async () => {
  const golden = editedGolden('tiny-single').measured.find((m) => m.windows === 2 && m.length === 256)
  const scales = golden?.streams.filter((s) => !s.spare).map((s) => s.scale) ?? []
  expect(scales.length).toBeGreaterThan(2)
  const { code, stdout } = await dose(
    ...SINGLE,
    '--scales',
    scales.join(','),
    '--restore',
    '--json',
    '--out',
    'curve.json',
  )
  expect(code).toBe(0)
  expect(readFileSync(path.join(folder, 'curve.json'), 'utf8')).toBe(stdout)
  const curve = DoseCurve.parse(JSON.parse(stdout))
  const theirs = (scale: number, spare: boolean) =>
    perplexityOf(golden?.streams.find((s) => s.scale === scale && Boolean(s.spare) === spare)?.nlls ?? [])
  expect(curve.points.map((p) => p.scale)).toEqual([...new Set([...scales, 0, 1])].sort((a, b) => a - b))
  for (const { scale, perplexity } of curve.points) expect((perplexity ?? NaN) / theirs(scale, false)).toBeCloseTo(1, 5)
  expect((curve.restored?.perplexity ?? NaN) / theirs(0, true)).toBeCloseTo(1, 5)
  const ln = (scale: number, spare = false) => Math.log(theirs(scale, spare) / theirs(1, false))
  expect(curve.restored?.undone).toBeCloseTo(1 - ln(0, true) / ln(0), 4)
  const ajv = new Ajv2020({ strictTypes: false, allowUnionTypes: true })
  addFormats(ajv)
  const fits = ajv.compile(JSON.parse((await superweights(['schema', 'dose'])).stdout) as object)
  fits(curve)
  expect(fits.errors).toBeNull()
  expect(fits({ ...curve, points: [] })).toBe(false)
})

test('a set is scaled together; --restore says in words what it undoes', async () => {
  const { code, stdout } = await dose(...SET, '--scales', '0', '--restore', '--threads', '1', '--no-cache')
  expect(code).toBe(0)
  expect(stdout.match(/model\.layers\.1\.mlp\.down_proj\.weight\[\d+, 130\] = /g)).toHaveLength(3)
  expect(stdout).toMatch(/│ x 0, restored at the spike +│ 1\.3\d* /)
  expect(stdout).toMatch(
    /Restoring the super activations at the spike token alone undoes 99\.\d % of the damage, on log-perplexity\./,
  )
})

test('a scale that breaks the model is infinite, and of a weight that does nothing there is nothing to restore', async () => {
  const { code, stdout } = await dose('demo/tiny-plain', '1:23:88', '--scales', '-1,1e300', '--restore')
  expect(code).toBe(0)
  expect(stdout).toMatch(/│ x 1e\+300 +│ infinite +│ infinite +│ infinite to infinite +│/)
  expect(stdout).toContain(
    'What restoring the super activation undoes is unknown: removing the weights does no damage that could be undone (R below 1.5, or its interval reaches 1).',
  )
})

test('a curve that cannot be written to its file is printed all the same', async () => {
  const { code, stdout, stderr } = await dose(
    ...SINGLE,
    '--scales',
    '0',
    '--out',
    path.join('no', 'such', 'folder.json'),
  )
  expect([code, stderr]).toEqual([3, expect.stringMatching(/no such file or directory/)])
  expect(stdout).toMatch(/│ x 0 +│ 93/)
})

test.each([
  [
    'words as scales',
    [...SINGLE, '--scales', 'half,double'],
    'Expected numbers separated by commas, such as 0,0.5,1,2.',
  ],
  ['an empty scale', [...SINGLE, '--scales', '0,,1'], 'Expected numbers separated by commas'],
  ['a scale that is not a number', [...SINGLE, '--scales', '1e400'], 'Expected numbers separated by commas'],
  [
    'too many scales',
    [...SINGLE, '--scales', Array.from({ length: 33 }, (_, i) => i).join(',')],
    'Expected at most 32 numbers; these are 33.',
  ],
  [
    'nothing but the intact model',
    [...SINGLE, '--scales', '1,1.0'],
    'Expected a scale other than 1, which changes nothing.',
  ],
  [
    'a coordinate outside the tensor',
    ['demo/tiny-single', '1:23:8800'],
    '"model.layers.1.mlp.down_proj.weight" has 64 rows (0 to 63) and 160 columns (0 to 159).',
  ],
  ['what is not a coordinate', ['demo/tiny-single', 'nonsense'], '"nonsense" is not a coordinate. Expected layers[2]'],
  ['a weight named twice', [...SINGLE, '1:23:88'], 'is claimed twice'],
])('%s: said in a sentence, exit status 2', async (_, args, sentence) => {
  const { code, stdout, stderr } = await dose(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(sentence)
  expect(stderr).not.toMatch(/\n {4}at /)
})
