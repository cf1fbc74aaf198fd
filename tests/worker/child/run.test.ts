import { isAlive, waitUntil } from '@/scripts/processes/alive'
import { ChildFailure } from '@/worker/child/failure'
import type { ChildLimits } from '@/worker/child/limits'
import { runChild } from '@/worker/child/run'
import { failureOfError } from '@/worker/run/run-failure'
import { SMALL_LIMITS, standIn } from '../stand-in'

interface Said {
  readonly type: string
  readonly [key: string]: unknown
}

function start(behaviour: string, limits: Partial<ChildLimits> = {}, last: (said: Said) => boolean = () => true) {
  const lines: Said[] = []
  const stop = new AbortController()
  const onLine = (line: string) => {
    const said = JSON.parse(line) as Said
    lines.push(said)
    return last(said)
  }
  const ended = runChild({
    command: standIn(behaviour),
    request: { repo: 'demo/x' },
    limits: { ...SMALL_LIMITS, ...limits },
    signal: stop.signal,
    onLine,
  })
  return { lines, stop, ended }
}

/** The failure of a child, or the thing it threw in its place. */
const failureOf = (ended: Promise<void>): Promise<unknown> =>
  ended.then(
    () => 'no failure',
    (error: unknown) => error,
  )

const never = () => false

test('a child gets its request, the hub addresses, and nothing secret', async () => {
  const before = { ...process.env }
  Object.assign(process.env, {
    DATABASE_URL: 'postgresql://u:secret@h/d',
    HF_TOKEN: 'hf_secret',
    NODE_OPTIONS: '--no-warnings',
    AWS_SECRET_ACCESS_KEY: 'secret',
    DEMO_HUB_URL: 'http://127.0.0.1:1',
  })
  try {
    const { lines, ended } = start('echo')
    await ended
    expect(lines[0]?.request).toEqual({ repo: 'demo/x' })
    expect(lines[0]?.env).toMatchObject({ DEMO_HUB_URL: 'http://127.0.0.1:1', PATH: process.env.PATH })
    expect(JSON.stringify(lines[0]?.env)).not.toMatch(/secret|NODE_OPTIONS|DATABASE_URL|HF_TOKEN/)
  } finally {
    process.env = before
  }
})

test('a crash is told with its exit code, and the end of its standard error is kept for the log', async () => {
  const failure = await failureOf(start('crash', {}, never).ended)
  expect(failure).toMatchObject({ kind: 'crashed', message: expect.stringContaining('exit code 7') })
  expect(failureOfError(failure).permanent).toBe(false)
  expect((failure as ChildFailure).stderr).toMatch(/the end of a long stack$/)
  expect((failure as ChildFailure).stderr.length).toBeLessThan(10_000)
})

test('a child killed from outside may be tried again', async () => {
  const failure = await failureOf(start('die').ended)
  expect(failure).toMatchObject({ kind: 'crashed', message: expect.stringContaining('SIGKILL') })
  expect(failureOfError(failure).permanent).toBe(false)
})

test('a program that cannot be started is a crash, not an exception out of nowhere', async () => {
  const command = { file: '/no/such/program', args: [] }
  const ended = runChild({
    command,
    request: {},
    limits: SMALL_LIMITS,
    signal: new AbortController().signal,
    onLine: never,
  })
  expect(await failureOf(ended)).toMatchObject({ kind: 'crashed', message: expect.stringContaining('ENOENT') })
})

test.each([
  ['says nothing', 'hang', { silentMs: 300 }, 'silent'],
  ['never ends', 'chat', { wallMs: 700 }, 'time-limit'],
  ['writes a line without end', 'endless-line', { lineBytes: 200_000 }, 'too-much-output'],
  ['writes lines without end', 'endless-lines', { totalBytes: 300_000 }, 'too-much-output'],
  ['takes more memory than allowed', 'hoard', { memoryBytes: 300 * 2 ** 20 }, 'memory-limit'],
] as const)('a child that %s is stopped', async (_, behaviour, limits, kind) => {
  expect(await failureOf(start(behaviour, limits, never).ended)).toMatchObject({ kind })
})

test('what is said last counts even if the child then stays: it is ended after a moment', async () => {
  const { lines, ended } = start('linger')
  await ended
  expect(lines).toHaveLength(1)
})

test('an abort ends the child and its own children at once, with the reason of the abort', async () => {
  const { lines, stop, ended } = start('family', {}, never)
  await waitUntil(() => lines.length > 0, 10_000)
  const pids = lines[0]?.pids as number[]
  expect(pids.every(isAlive)).toBe(true)
  stop.abort(new Error('cancelled by its submitter'))
  expect(await failureOf(ended)).toMatchObject({ message: 'cancelled by its submitter' })
  expect(await waitUntil(() => !pids.some(isAlive), 2_000)).toBe(true)
})

test('an error of the reader ends the child and is passed on', async () => {
  const ended = start('chat', {}, () => {
    throw new RangeError('cannot use this')
  }).ended
  expect(await failureOf(ended)).toMatchObject({ message: 'cannot use this' })
})
