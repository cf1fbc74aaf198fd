import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { FindResult, Report } from '@/lib/protocol'
import { FIXTURE_HUB, goldenOf } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import { superweights, type Finished } from './superweights'

jest.setTimeout(300_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights resume '))
let hub: TestHub
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
})
afterAll(async () => {
  await hub.close()
  rmSync(folder, { recursive: true })
})

const PAIR = ['demo/tiny-pair', ...goldenOf('tiny-pair').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)]
const env = (data: string) => ({ DEMO_HUB_URL: hub.url, DATA_DIR: path.join(folder, data) })
const journals = (data: string) => path.join(folder, data, 'cache', 'runs')
const run = (data: string, ...args: string[]) => superweights(args, { cwd: folder, env: env(data) })

/** Runs on a hub that is slow, as a real one is; sends the signal once the journal has come to such a place. */
async function interrupted(data: string, signal: NodeJS.Signals, at: RegExp, ...args: string[]): Promise<Finished> {
  hub.faults.delayMs = 50
  try {
    return await superweights(args, {
      cwd: folder,
      env: env(data),
      onStart: (child) => void signalAt(child, signal, data, at),
    })
  } finally {
    delete hub.faults.delayMs
  }
}

async function signalAt(child: ChildProcess, signal: NodeJS.Signals, data: string, at: RegExp): Promise<void> {
  while (child.exitCode === null && !at.test(placeIn(data))) await sleep(20)
  child.kill(signal)
}

/** How far the only journal goes; empty when there is none yet. */
function placeIn(data: string): string {
  const [file] = existsSync(journals(data))
    ? readdirSync(journals(data), { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('journal.json'))
    : []
  return file === undefined
    ? ''
    : z.object({ place: z.string() }).parse(JSON.parse(readFileSync(path.join(journals(data), file), 'utf8'))).place
}

/** Runs, and counts the requests for weights. */
async function requestsOf(act: () => Promise<Finished>) {
  const before = hub.requests.length
  const finished = await act()
  return {
    finished,
    read: hub.requests.slice(before).filter(({ path: asked }) => asked.endsWith('.safetensors')).length,
  }
}

const numbersOf = ({ stdout }: Finished) => ({
  ...Report.parse(JSON.parse(stdout)),
  started_at: null,
  finished_at: null,
})

test('after Ctrl-C it says how to go on; --resume does, reads only what is left, and reports the numbers of a run without a break', async () => {
  const whole = await run('whole', 'verify', ...PAIR, '--json')
  const broken = await interrupted(
    'ctrl-c',
    'SIGINT',
    /^perplexity, grade quick, layer [2-5] of 6$/,
    'verify',
    ...PAIR,
    '--json',
  )
  const [, place] =
    /^superweights: kept for a week, up to (perplexity, grade quick, layer [2-6] of 6): the same command with --resume continues from there\.\n$/.exec(
      broken.stderr,
    ) ?? []
  expect([broken.code, broken.stdout, place]).toEqual([130, '', placeIn('ctrl-c')])
  const { finished, read } = await requestsOf(() => run('ctrl-c', 'verify', ...PAIR, '--json', '--resume'))
  expect(finished.stderr).toBe(`superweights: resuming an interrupted run after ${place}.\n`)
  expect([finished.code, numbersOf(finished)]).toEqual([whole.code, numbersOf(whole)])
  expect(read).toBeLessThan((await requestsOf(() => run('whole', 'verify', ...PAIR, '--json'))).read / 3)
  expect(readdirSync(journals('ctrl-c'))).toEqual([])
})

test('a run that was killed is named by the next one, which begins anew unless told to go on', async () => {
  const looking = ['detect', 'demo/tiny-pair', '--json']
  const { code } = await interrupted('killed', 'SIGKILL', /^detection, removal round 1, layer \d of 6$/, ...looking)
  expect(code).toBeNull()
  const next = await run('killed', 'detect', 'demo/tiny-set', '--json', '--resume')
  expect([next.code, next.stderr]).toEqual([
    0,
    'superweights: there is no interrupted run to resume, so this one starts from the beginning.\n',
  ])
  const threads = await run('killed', ...looking, '--resume', '--threads', '3')
  expect(threads.stderr).toContain('There is one of the same repo; it differs in --threads.')
  // Whoever reads that line and stops finds everything as it was.
  const stopped = await superweights(looking, {
    cwd: folder,
    env: env('killed'),
    onStart: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
  })
  expect([stopped.code, stopped.stderr]).toEqual([
    130,
    expect.stringMatching(
      /^superweights: an interrupted run of this is kept, up to detection, [^.]*\. --resume continues it/,
    ),
  ])
  const resumed = await run('killed', ...looking, '--resume')
  expect(resumed.stderr).toMatch(
    /^superweights: resuming an interrupted run after detection, removal round 1, layer \d of 6\.\n$/,
  )
  expect(resumed.stdout).toBe((await run('whole', ...looking)).stdout)
})

test('a report that cannot be written does not cost the run', async () => {
  hub.faults.delayMs = 50
  const lost = await run('unwritten', 'verify', ...PAIR, '--out', path.join('no', 'such', 'folder', 'report.json'))
  delete hub.faults.delayMs
  expect([lost.code, lost.stderr]).toEqual([
    3,
    expect.stringMatching(
      /kept for a week, up to perplexity, grade quick: the same command with --resume continues from there[^]*no such file or directory/,
    ),
  ])
  const before = hub.requests.length
  const again = await run('unwritten', 'verify', ...PAIR, '--resume')
  expect(again.stdout).toContain('CONFIRMED, class B')
  // What opens the checkpoint, and nothing more.
  expect(hub.requests.length - before).toBeLessThan(20)
})

/** An answer without the hash of its report, which holds the times of the run. */
const answersOf = ({ stdout }: Finished) => {
  const result = FindResult.parse(JSON.parse(stdout))
  return { ...result, answers: result.answers.map(({ report: _report, ...answer }) => answer) }
}

test.each([
  // The journal is written at intervals, so a fast machine may keep nothing of one pass: any place of the part will do.
  ['in its search', /^search, /, 0.9],
  ['in the verification of what it found', /^set 1 of 1, /, 0.7],
])(
  'find that was killed %s gives the same answer, and takes its finished passes from the journal',
  async (_, at, most) => {
    const looking = ['find', 'demo/tiny-pair', '--json']
    const whole = await requestsOf(() => run('whole', ...looking))
    const data = `find ${most}`
    expect((await interrupted(data, 'SIGKILL', at, ...looking)).code).toBeNull()
    expect(placeIn(data)).toMatch(at)
    const resumed = await requestsOf(() => run(data, ...looking, '--resume'))
    expect(resumed.finished.stderr).toMatch(
      /^superweights: resuming an interrupted run after (search|set 1 of 1), [^.]*\.\n$/,
    )
    expect([resumed.finished.code, answersOf(resumed.finished)]).toEqual([0, answersOf(whole.finished)])
    expect(resumed.read).toBeLessThan(most * whole.read)
    expect(readdirSync(journals(data))).toEqual([])
  },
)
