import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { FIXTURE_HUB, goldenOf, type Trained } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import type { Notice } from '@/verifier/journal/notices'
import type { Progress } from '@/verifier/measure/progress'

// A process a run, seconds each; far more where other suites hold both cores.
jest.setTimeout(300_000)

let hub: TestHub
const place = mkdtempSync(path.join(os.tmpdir(), 'superweights interrupted '))
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
})
afterAll(async () => {
  await hub.close()
  rmSync(place, { recursive: true })
})

interface Ended {
  readonly signal: string | null
  readonly progress: readonly Progress[]
  readonly notices: readonly Notice[]
  readonly outcome: Readonly<Record<string, unknown>> | null
}

interface Order {
  readonly name: Trained
  /** Searches instead of verifying what is planted. */
  readonly search?: boolean
  readonly resume?: boolean
  readonly killAt?: { readonly message: string; readonly done: number }
}

/** Runs in a process of its own; where `killAt` says so, that is killed with SIGKILL. */
function run(data: string, { name, search = false, resume = false, killAt }: Order): Promise<Ended> {
  const root = path.join(__dirname, '..', '..', '..')
  const coordinates = search ? [] : goldenOf(name).planted.map(({ tensor, row, col }) => ({ tensor, row, col }))
  const argument = JSON.stringify({ repo: `demo/${name}`, coordinates, resume, killAt: killAt ?? null })
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'kept-run.ts'), argument], {
    cwd: root,
    env: { PATH: process.env.PATH, DEMO_HUB_URL: hub.url, DATA_DIR: path.join(place, data), NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (_code, signal) => {
      const lines = out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { progress?: Progress; notice?: Notice; outcome?: Record<string, unknown> })
      resolve({
        signal,
        progress: lines.flatMap((l) => l.progress ?? []),
        notices: lines.flatMap((l) => l.notice ?? []),
        outcome: lines.at(-1)?.outcome ?? null,
      })
    })
  })
}

/** All but the times. */
const numbersOf = ({ outcome }: Ended) => ({ ...outcome, started_at: null, finished_at: null })

/** A report has the time of its run in it, and so its hash differs. */
const withoutReports = ({ outcome }: Ended) =>
  JSON.parse(JSON.stringify(outcome, (key, value: unknown) => (key === 'report' ? null : value))) as unknown

const left = (data: string) => readdirSync(path.join(place, data, 'cache', 'runs'))

const PROMPTS = 'on all prompts'
const ROUND = 'Removal round 1'
const QUICK = 'Perplexity, grade quick'

test('a verification that is killed again and again ends in the report of one that was not', async () => {
  const whole = await run('whole', { name: 'tiny-pair' })
  const killed: Ended[] = []
  for (const [message, done] of [
    [PROMPTS, 2],
    [PROMPTS, 5],
    [ROUND, 1],
    [QUICK, 1],
    [QUICK, 4],
    [QUICK, 6],
  ] as const) {
    killed.push(await run('killed', { name: 'tiny-pair', resume: killed.length > 0, killAt: { message, done } }))
    expect(killed.at(-1)).toMatchObject({ signal: 'SIGKILL', outcome: null })
  }
  const last = await run('killed', { name: 'tiny-pair', resume: true })
  const places = [...killed.slice(1), last].map(({ notices }) => notices)
  expect(places).toEqual(
    [
      'detection, all prompts, layer 2 of 6',
      'detection, all prompts, layer 5 of 6',
      'detection, removal round 1, layer 2 of 6',
      'perplexity, grade quick, layer 1 of 6',
      'perplexity, grade quick, layer 4 of 6',
      'perplexity, grade quick, layer 6 of 6',
    ].map((where) => [{ kind: 'resumed', place: where }]),
  )
  expect(last.progress.filter(({ message }) => message === QUICK).map(({ done, total }) => [done, total])).toEqual([
    [0, 7],
    [6, 7],
    [7, 7],
  ])
  expect(numbersOf(last)).toEqual(numbersOf(whole))
  expect(left('killed')).toEqual([])
})

test('a search that is killed goes on, too', async () => {
  const whole = await run('looked', { name: 'tiny-set', search: true })
  expect((await run('look', { name: 'tiny-set', search: true, killAt: { message: ROUND, done: 2 } })).signal).toBe(
    'SIGKILL',
  )
  const last = await run('look', { name: 'tiny-set', search: true, resume: true })
  expect(last.notices[0]).toMatchObject({
    kind: 'resumed',
    place: expect.stringContaining('detection, removal round 1'),
  })
  expect(withoutReports(last)).toEqual(withoutReports(whole))
  expect(left('look')).toEqual([])
})

test('a report says when its measurement was begun, not when it was taken up', async () => {
  await run('times', { name: 'tiny-single', killAt: { message: QUICK, done: 3 } })
  const between = new Date().toISOString()
  const { outcome } = await run('times', { name: 'tiny-single', resume: true })
  expect([String(outcome?.started_at) < between, String(outcome?.finished_at) > between]).toEqual([true, true])
})

test('what was killed is not gone on from unless one asks for it', async () => {
  await run('anew', { name: 'tiny-single', killAt: { message: QUICK, done: 3 } })
  const again = await run('anew', { name: 'tiny-single' })
  expect(again.notices).toEqual([{ kind: 'left-over', place: 'perplexity, grade quick, layer 3 of 6' }])
  expect(again.progress.filter(({ message }) => message.includes(PROMPTS)).map(({ done }) => done)).toEqual([
    0, 1, 2, 3, 4, 5, 6,
  ])
  expect(left('anew')).toEqual([])
})
