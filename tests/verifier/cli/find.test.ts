import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import addFormats from 'ajv-formats'
import Ajv2020 from 'ajv/dist/2020'
import { printStored } from '@/lib/coordinates'
import { canonicalSha256, FindResult, Report, verdictOf } from '@/lib/protocol'
import { goldenOf, type Trained } from '@/tests/helpers/golden'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights find '))
afterAll(() => rmSync(folder, { recursive: true }))
afterAll(removeCaches)

const planted = (name: Trained) => goldenOf(name).planted.map(printStored)
const found = (stdout: string) => FindResult.parse(JSON.parse(stdout))

test.each<[Trained, 'A' | 'B']>([
  ['tiny-single', 'A'],
  ['tiny-set', 'B'],
  ['tiny-pair', 'B'],
])('of demo/%s it finds what was planted and nothing else, class %s', async (name, cls) => {
  const { code, stdout } = await superweights(['find', `demo/${name}`, '--json'])
  const { answers } = found(stdout)
  expect(answers.map((answer) => answer.members.map(printStored).sort())).toEqual([planted(name).sort()])
  expect(answers[0]).toMatchObject({ class: cls, grade: 'quick' })
  expect(answers[0]?.damage.lower).toBeGreaterThan(30)
  expect(code).toBe(0)
})

test.each<Trained>(['tiny-decoy', 'tiny-plain'])(
  'of demo/%s it finds nothing, says how far it looked, and exits 4',
  async (name) => {
    const { code, stdout } = await superweights(['find', `demo/${name}`])
    expect(stdout).toContain('No super weight found')
    expect(stdout).toMatch(/How far it looked: 6 prompts; \d+ spikes? with \|y\| >= 50/)
    expect(code).toBe(4)
  },
)

test('a decoy of record size and a late echo are tried and named, with what removing them does', async () => {
  const { searched, tried, answers } = found((await superweights(['find', 'demo/tiny-decoy', '--json'])).stdout)
  expect(answers).toEqual([])
  expect(searched.spikes).toBeGreaterThan(0)
  expect(tried.length).toBeGreaterThan(0)
  const sets = tried.map(({ members }) => members.map(printStored).toSorted().join(' '))
  expect(sets).toEqual([...new Set(sets)])
  for (const { damage, reason } of tried) {
    expect(damage.ratio).toBeLessThan(1.5)
    expect(reason).toBe('Inert.')
  }
})

test('alone it tells what to keep and why, also somebody who is new to this', async () => {
  const { code, stdout, stderr } = await superweights(['find', 'demo/tiny-set'], { cwd: folder })
  expect(stdout).toContain('A super weight is a single number without which the model is wrecked')
  expect(stdout).toMatch(/Class B, a set of 3: removing all 3 together gives R = 69\.\d+ \(95 % interval/)
  expect(stdout).toContain('Keep these 3 weights in high precision')
  for (const one of planted('tiny-set')) expect(stdout.split(one).length).toBeGreaterThan(3)
  expect([code, stderr]).toEqual([0, ''])
})

test('the JSON fits the schema that the program prints', async () => {
  const schema = await superweights(['schema', 'find'])
  const ajv = new Ajv2020({ strictTypes: false, allowUnionTypes: true })
  addFormats(ajv)
  const fits = ajv.compile(JSON.parse(schema.stdout) as object)
  fits(JSON.parse((await superweights(['find', 'demo/tiny-pair', '--json'])).stdout))
  expect(fits.errors).toBeNull()
})

test('--out writes the report that the answer rests on; anybody can check it, and measure it again to the last digit', async () => {
  const file = path.join(folder, 'pair.json')
  const { stdout } = await superweights(['find', 'demo/tiny-pair', '--json', '--out', file], { cwd: folder })
  const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
  const [answer] = found(stdout).answers
  expect(answer?.report).toBe(canonicalSha256(report))
  const checked = await superweights(['check', file], { cwd: folder })
  expect(checked.stdout).toContain('CONFIRMED, class B')
  expect(checked.stdout).toContain('--protocol swp-2')
  const coordinates = report.members.map(printStored)
  const again = await superweights(
    [
      'verify',
      'demo/tiny-pair',
      ...coordinates,
      '--protocol',
      'swp-2',
      '--threads',
      String(report.verifier.threads),
      '--json',
    ],
    { cwd: folder },
  )
  expect(Report.parse(JSON.parse(again.stdout))).toMatchObject({
    perplexity: report.perplexity,
    members: report.members,
    detection: report.detection,
  })
})

test('under swp-2 a padded set is not confirmed: its core is named', async () => {
  const padded = [...planted('tiny-pair'), '1:5:6']
  const { code, stdout } = await superweights(['verify', 'demo/tiny-pair', ...padded, '--protocol', 'swp-2', '--json'])
  const verdict = verdictOf(Report.parse(JSON.parse(stdout)))
  expect(verdict).toMatchObject({ accepted: false, class: null, core: [0, 1] })
  expect(verdict.summary).toContain('Without effect: member 3. Claim members 1 and 2.')
  expect(code).toBe(1)
})
