import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Report, rerunCommand } from '@/lib/protocol'
import { FIXTURE_HUB } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { DoseCurve } from '@/verifier/measure/dose-curve'
import { verifierCommand } from '@/worker/child/command'
import { VERIFIER_HEAP_MB, VERIFIER_LIMITS } from '@/worker/child/limits'
import { runVerifier } from '@/worker/child/verifier'
import { removeCaches, superweights } from './superweights'

// Each command measures on 16 windows, twice.
jest.setTimeout(240_000)

const root = path.join(__dirname, '..', '..', '..')
const caches = mkdtempSync(path.join(os.tmpdir(), 'again-'))
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
})
afterAll(async () => {
  await hub.close()
  rmSync(caches, { recursive: true })
  removeCaches()
})

/** Types a printed command into a shell, in the checkout. Exit status 1 says that the claim is not confirmed, and is not a failure. */
async function type(command: string): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    HOME: caches,
    DATA_DIR: caches,
    HF_HOME: caches,
    HF_ENDPOINT: 'http://127.0.0.1:9',
  } as unknown as NodeJS.ProcessEnv
  const ran = promisify(execFile)('sh', ['-c', command], { cwd: root, env, maxBuffer: 64_000_000 })
  return (
    await ran.catch((error: { code?: unknown; stdout: string }) => (error.code === 1 ? error : Promise.reject(error)))
  ).stdout
}

/** A report as a worker has it made. */
async function measured(
  repo: string,
  coordinates: readonly { tensor: string; row: number; col: number; value?: number }[],
): Promise<Report> {
  const request = {
    kind: 'verify' as const,
    repo,
    coordinates: [...coordinates],
    grade: 'standard' as const,
    corpus_id: 'demo-text',
  }
  const outcome = await runVerifier({
    command: verifierCommand(VERIFIER_HEAP_MB),
    request,
    limits: VERIFIER_LIMITS,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  if (outcome.type !== 'report') throw new Error(JSON.stringify(outcome))
  return outcome.report
}

/** Everything of a report but when it was measured. */
function numbersOf(report: Report) {
  const { started_at: _from, finished_at: _to, ...numbers } = report
  return numbers
}

const WEIGHT = 'model.layers.1.mlp.down_proj.weight'
const at = (row: number, col: number) => ({ tensor: WEIGHT, row, col })

test.each([
  ['a super weight, with the value that was claimed', 'demo/tiny-single', [{ ...at(23, 88), value: 2.171875 }]],
  ['a set of three', 'demo/tiny-set', [at(41, 130), at(7, 130), at(58, 130)]],
  ['a claim that is not confirmed', 'demo/tiny-decoy', [at(12, 77)]],
])('the command of a report gives its numbers again, to the last digit: %s', async (_, repo, coordinates) => {
  const filed = await measured(repo, coordinates)
  const again = Report.parse(JSON.parse(await type(`${rerunCommand(filed).join(' \\\n  ')} --json`)))
  expect(numbersOf(again)).toEqual(numbersOf(filed))
})

/** The command that a program's output ends with. */
function lastCommand(stdout: string): string {
  return stdout.slice(stdout.lastIndexOf('npx superweights ')).trim()
}

test('so do the commands that the program itself prints: of detect, of verify, of dose', async () => {
  const found = await superweights(['detect', 'demo/tiny-single'])
  const [report, doses] = [path.join(caches, 'report.json'), path.join(caches, 'dose.json')]
  const verified = await type(`${lastCommand(found.stdout)} --out ${report}`)
  expect(lastCommand(verified)).toContain('--grade standard')
  const [one, two] = [readFileSync(report, 'utf8'), await type(`${lastCommand(verified)} --json`)].map((text) =>
    numbersOf(Report.parse(JSON.parse(text))),
  )
  expect(two).toEqual(one)
  const dose = ['demo/tiny-single', '1:23:88', '--scales=-1,0', '--restore']
  const curve = await superweights(['dose', ...dose, '--out', doses])
  const [first, second] = [readFileSync(doses, 'utf8'), await type(`${lastCommand(curve.stdout)} --json`)].map((text) =>
    DoseCurve.parse(JSON.parse(text)),
  )
  expect(second).toEqual(first)
})
