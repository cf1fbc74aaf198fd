import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { FindResult, Report, verdictOf } from '@/lib/protocol'
import { FIXTURE_HUB, goldenOf } from '@/tests/helpers/golden'
import { withHub, type TestHub } from '@/tests/helpers/hub'
import type { ChildRequest } from '@/verifier/run/request'

// Seconds on a free machine; far more where other suites hold both cores.
jest.setTimeout(120_000)

let hub: TestHub
const caches = mkdtempSync(path.join(os.tmpdir(), 'child-'))
beforeAll(async () => {
  hub = await withHub(FIXTURE_HUB)
})
afterAll(async () => {
  await hub.close()
  rmSync(caches, { recursive: true })
})

interface Line {
  readonly type: string
  readonly code?: string
  readonly permanent?: boolean
  readonly message?: string
  readonly done?: number
  readonly report?: unknown
  readonly found?: unknown
}

interface Asking {
  /** Closes the child's input at once. */
  readonly hangUp?: boolean
  /** Kills it when it has said something like this. */
  readonly killAt?: RegExp
  /** WORKER_THREADS. */
  readonly threads?: number
}

/** Runs the child with one line of input. */
function ask(
  line: string,
  { hangUp = false, killAt, threads }: Asking = {},
): Promise<{ code: number | null; lines: Line[]; log: string }> {
  const root = path.join(__dirname, '..', '..', '..')
  const env = {
    PATH: process.env.PATH,
    DEMO_HUB_URL: hub.url,
    DATA_DIR: caches,
    NODE_ENV: 'production' as const,
    ...(threads === undefined ? {} : { WORKER_THREADS: String(threads) }),
  }
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'verifier', 'run', 'child.ts')], {
    cwd: root,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let out = ''
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    if (killAt?.test(out)) child.kill('SIGKILL')
  })
  child.stdin.write(`${line}\n`)
  if (hangUp) child.stdin.end()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({
        code,
        lines: out
          .split('\n')
          .filter(Boolean)
          .map((l) => JSON.parse(l) as Line),
        log,
      }),
    )
  })
}

const request = (changes: Partial<ChildRequest> = {}) => {
  const [planted] = goldenOf('tiny-single').planted
  const coordinates = [{ tensor: planted?.tensor, row: planted?.row, col: planted?.col, value: planted?.value }]
  return JSON.stringify({
    kind: 'verify',
    repo: 'demo/tiny-single',
    coordinates,
    grade: 'quick',
    corpus_id: 'demo-text',
    ...changes,
  })
}

describe('the verifier as a child process', () => {
  it('answers one request with progress and a report, and leaves with 0 though its input stays open', async () => {
    const { code, lines } = await ask(request())
    expect(code).toBe(0)
    expect(lines[0]).toMatchObject({ type: 'progress', stage: 'open' })
    expect(lines.filter((l) => l.type !== 'progress').map((l) => l.type)).toEqual(['report'])
    expect(verdictOf(Report.parse(lines.at(-1)?.report)).class).toBe('A')
  })

  it('computes on as many cores as its worker says', async () => {
    const { lines } = await ask(request(), { threads: 1 })
    expect(Report.parse(lines.at(-1)?.report).verifier.threads).toBe(1)
  })

  it('answers a search with what it found', async () => {
    const { code, lines } = await ask(
      JSON.stringify({ kind: 'find', repo: 'demo/tiny-single', corpus_id: 'demo-text' }),
    )
    expect(code).toBe(0)
    const [planted] = goldenOf('tiny-single').planted
    expect(FindResult.parse(lines.at(-1)?.found).answers).toMatchObject([
      { class: 'A', members: [{ tensor: planted?.tensor, row: planted?.row, col: planted?.col }] },
    ])
  })

  it.each([
    ['a repo that is not there', request({ repo: 'demo/no-such' }), 'missing-repo', true],
    [
      'a coordinate outside the tensor',
      request({
        coordinates: [{ tensor: 'model.layers.1.mlp.down_proj.weight', row: 9999, col: 0 }],
      } as Partial<ChildRequest>),
      'invalid-coordinate',
      true,
    ],
    ['an unknown corpus', request({ corpus_id: 'my-diary' } as Partial<ChildRequest>), 'bad-corpus', true],
    ['a request it does not understand', '{"kind":"dance"}', 'invalid-request', true],
    ['no JSON', 'hello', 'invalid-request', true],
  ])('tells in words of %s, whether to try again, and leaves with 1', async (_, line, code, permanent) => {
    const result = await ask(line)
    expect(result.code).toBe(1)
    expect(result.lines.at(-1)).toMatchObject({ type: 'error', code, permanent })
    expect(result.lines.at(-1)?.message?.length).toBeGreaterThan(20)
  })

  it('goes on, when the same is asked again, from what a child that died had finished', async () => {
    hub.faults.delayMs = 60
    const { code } = await ask(request(), { killAt: /"done":4,"total":7,"message":"Perplexity, grade quick"/ })
    delete hub.faults.delayMs
    expect(code).toBeNull()
    const { lines, log } = await ask(request())
    // Where exactly depends on how fast the disk is: writing rests 49 times as long as it takes.
    const [, from] = /^journal: \{"kind":"resumed","place":"((?:detection|perplexity), [^"]+)"\}\n$/.exec(log) ?? []
    expect(from).toBeDefined()
    const [, layer] = /^perplexity, grade quick, layer (\d) of 6$/.exec(from ?? '') ?? []
    if (layer !== undefined)
      expect(lines.find((l) => l.message === 'Perplexity, grade quick' && l.done !== 0)?.done).toBe(Number(layer))
    expect(verdictOf(Report.parse(lines.at(-1)?.report)).class).toBe('A')
  })

  it('does not outlive whoever asked: it stops when its input is closed', async () => {
    const { code, lines } = await ask(request(), { hangUp: true })
    expect(code).toBe(1)
    expect(lines.some((l) => l.type === 'report')).toBe(false)
  })
})
