/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Report, verdictOf } from '@/lib/protocol'
import { askReferee, askVerifier } from '@/scripts/check-referee/both'
import { compare } from '@/scripts/check-referee/compare'
import { useFixtureHub } from '@/tests/helpers/fixture-hub'
import { PYTHON, pythonHas } from '@/tests/helpers/python'

/** Loading PyTorch alone takes seconds, and each test starts it. */
jest.setTimeout(240_000)

useFixtureHub()

const folder = mkdtempSync(path.join(os.tmpdir(), 'referee-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MODEL = path.join('tests', 'fixtures', 'hub', 'demo', 'tiny-single')
const referee = (...args: readonly string[]) =>
  spawnSync(PYTHON, [path.join('scripts', 'referee', 'verify.py'), ...args], { encoding: 'utf8' })

// Where Python lacks the packages Jest lists these as skipped; golden.test.ts compares with what the referee said where it had them.
const withPackages = pythonHas('torch', 'transformers', 'numpy', 'safetensors') ? it : it.skip

withPackages.each([
  ['an accepted claim', 'tiny-single', ['1:23:88']],
  ['a padded set', 'tiny-pair', ['1:30:17', '2:30:101', '1:5:6']],
])('agrees with the verifier on %s (needs torch and transformers)', async (_, model, coordinates) => {
  const report = await askVerifier({ model, coordinates })
  const answer = await askReferee(PYTHON, { model, coordinates }, report.checkpoint.commit, folder)
  expect(compare(report, answer).disagreements).toEqual([])
})

withPackages('prints the verdict and names a folder by its files (needs torch and transformers)', () => {
  const out = path.join(folder, 'named.json')
  const { status, stdout } = referee(MODEL, 'layers[1].mlp.down_proj.weight[23, 89]', '--value', '5', '--out', out)
  expect([status, stdout]).toEqual([1, expect.stringMatching(/^class D, not confirmed[^]*FAIL value of member 1/)])
  const report = Report.parse(JSON.parse(readFileSync(out, 'utf8')))
  expect(report.checkpoint.repo).toBe('local:tiny-single')
  expect(verdictOf(report).checks.find(({ id }) => id === 'value')?.passed).toBe(false)
})

withPackages.each([
  ['a coordinate', [MODEL, '23,88'], /"23,88" is not a coordinate\. Expected layer:row:column/],
  ['a layer', [MODEL, '9:23:88'], /no down projection of layer 9; it has layers 0 to 5/],
  ['an index', [MODEL, '1:23:8888'], /\[23, 8888\] is not in model\.layers\.1\.mlp\.down_proj\.weight/],
  ['a repeated member', [MODEL, '1:23:88', '1:23:88'], /different coordinates/],
  ['a corpus', [MODEL, '1:23:88', '--corpus', 'no-text'], /There is no corpus "no-text"\. Give demo-text/],
  ['a folder', ['no-folder', '1:23:88'], /no-folder has no config\.json and no tokenizer\.json/],
])('says what is wrong with %s (needs torch and transformers)', (_, args, said) => {
  const { status, stderr } = referee(...args)
  expect([status, stderr]).toEqual([2, expect.stringMatching(said)])
})
