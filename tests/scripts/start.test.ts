import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findPostmaster } from '../../scripts/postgres/postmaster'
import { freePort } from '../../scripts/postgres/start'
import { readIfThere, signal, waitUntil } from '../../scripts/processes/alive'
import { type Started, startCommand } from './start-command'

// These look into /proc for what was left behind.
const testOnLinux = process.platform === 'linux' ? test : test.skip

/** The first of these builds the site. */
const LIMIT_MS = 300_000

let folder: string
let mark: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'data of a start '))
  fs.chmodSync(folder, 0o755)
  mark = path.basename(folder)
})
afterEach(async () => {
  // What a failed test has left running; a test that passed has ended it.
  for (const { process: start, ended } of all.splice(0)) {
    start.kill('SIGCONT')
    start.kill('SIGTERM')
    await ended
  }
  fs.rmSync(folder, { recursive: true, force: true })
})

const all: Started[] = []

async function up(): Promise<Started & { url: string }> {
  const port = await freePort()
  // The mark is in the environment of everything that is started, so that nothing can hide.
  const started = startCommand({ PORT: String(port), DATA_DIR: path.join(folder, 'data'), START_TEST_MARK: mark })
  all.push(started)
  let ended = false
  void started.ended.then(() => {
    ended = true
  })
  await waitUntil(() => ended || started.said.out.includes('ready:'), LIMIT_MS)
  if (ended) throw new Error(`${started.said.out}\n${started.said.err}`)
  return { ...started, url: `http://127.0.0.1:${port}` }
}

/** The command lines of all processes that the start has started, itself included. */
function family(): string[] {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .filter((pid) => readIfThere(`/proc/${pid}/environ`).includes(mark))
    .map((pid) => readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))
}

const statusOf = async (url: string) => (await fetch(url, { headers: { connection: 'close' } })).status

testOnLinux(
  'it brings the site up with its own database, and Ctrl-C ends every process',
  async () => {
    const { url, process: start, said, ended } = await up()
    expect(await statusOf(`${url}/api/v1/health`)).toBe(200)
    expect(said.out).toMatch(/database: embedded, started/)
    expect(said.out).toMatch(/literature: 106 claims, 18 published effects and 20 sources imported/)
    expect(family().some((line) => line.includes('postgres'))).toBe(true)
    start.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(family()).toEqual([])
    await expect(statusOf(url)).rejects.toThrow()
  },
  LIMIT_MS,
)

testOnLinux(
  'the second start builds, migrates and imports nothing again',
  async () => {
    const first = await up()
    first.process.kill('SIGTERM')
    await first.ended
    const second = await up()
    for (const step of ['database client', 'migrations', 'literature', 'site'])
      expect(second.said.out).toContain(`${step}: up to date`)
    second.process.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(family()).toEqual([])
  },
  LIMIT_MS,
)

testOnLinux(
  'even kill -9 leaves nothing running',
  async () => {
    const { process: start } = await up()
    start.kill('SIGKILL')
    await waitUntil(() => family().length === 0, 30_000, 200)
    expect(family()).toEqual([])
  },
  LIMIT_MS,
)

const API = '/api/v1/submissions'
const claim = (url: string, coordinate: string) =>
  fetch(`${url}${API}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ repo: 'demo/tiny-single', coordinates: [coordinate] }),
  })

async function submissionAt(url: string, id: string): Promise<{ status: string; attempts: number }> {
  try {
    const response = await fetch(`${url}${API}/${id}`, { headers: { connection: 'close' } })
    return (await response.json()) as { status: string; attempts: number }
  } catch (error) {
    return { status: (error as Error).message, attempts: 0 }
  }
}

/** The newest process of this start whose command line says so. */
function pidOf(command: RegExp): number {
  const pids = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  return Math.max(
    0,
    ...pids.filter(
      (pid) =>
        readIfThere(`/proc/${pid}/environ`).includes(mark) &&
        command.test(readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')),
    ),
  )
}

const childrenOf = (pid: number) =>
  readIfThere(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number)
const postmaster = () => findPostmaster(path.join(folder, 'data', 'pg'))?.pid ?? 0
const site = () => pidOf(/^superweights-site|server\/main\.ts/)
const worker = () => pidOf(/worker\/main\.ts/)

testOnLinux(
  'database, site and worker come back when they are killed, and nothing that was acknowledged is lost',
  async () => {
    const { url, process: start, said, ended } = await up()
    const first = (await (await claim(url, '1:23:88')).json()) as { id: string }
    for (const [name, pid] of [
      ['the embedded PostgreSQL', postmaster],
      ['the site', site],
      ['the worker', worker],
    ] as const) {
      const before = pid()
      process.kill(before, 'SIGKILL')
      await waitUntil(() => said.out.includes(`${name} ended`) && pid() !== 0 && pid() !== before, 60_000)
      expect([name, pid() !== before && pid() !== 0]).toEqual([name, true])
    }
    await waitUntil(async () => (await submissionAt(url, first.id)).status !== '', 60_000)
    let second = ''
    await waitUntil(
      async () => {
        const response = await claim(url, '1:23:89').catch(() => null)
        second = response?.ok ? ((await response.json()) as { id: string }).id : ''
        return second !== ''
      },
      60_000,
      500,
    )
    await waitUntil(async () => (await submissionAt(url, second)).status === 'not-confirmed', 120_000, 500)
    await waitUntil(async () => (await submissionAt(url, first.id)).status === 'accepted', 120_000, 500)
    expect([(await submissionAt(url, first.id)).status, (await submissionAt(url, second)).status]).toEqual([
      'accepted',
      'not-confirmed',
    ])
    expect(await statusOf(`${url}/api/v1/health`)).toBe(200)
    start.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(family()).toEqual([])
  },
  LIMIT_MS,
)

testOnLinux(
  'pages and API are 503 with Retry-After while the database is frozen, and while it is gone',
  async () => {
    const { url, process: start } = await up()
    const paths = [
      '/',
      '/weights',
      '/weights/SW-000001',
      '/submissions',
      '/models',
      '/api/v1/weights',
      '/api/v1/health',
    ]
    const answers = async () =>
      Promise.all(
        paths.map(async (path) => {
          // Not from the front's memory: a cookie that it does not know has the answer made afresh.
          const response = await fetch(`${url}${path}`, { headers: { connection: 'close', cookie: 'fresh=1' } })
          const text = await response.text()
          return {
            path,
            status: response.status,
            saysWhen: response.headers.has('retry-after') || path.endsWith('/health'),
            isWhole: path.startsWith('/api/') || text.includes('<h1>Database unavailable</h1>'),
          }
        }),
      )
    // Seven pages at once beside other work may take longer than a second, after which a database counts as frozen.
    const answering = () => waitUntil(async () => (await answers()).every(({ status }) => status === 200), 60_000, 500)
    const away = paths.map((path) => ({ path, status: 503, saysWhen: true, isWhole: true }))
    await answering()

    const everyone = [postmaster(), ...childrenOf(postmaster())]
    expect(await statusOf(`${url}/weights`)).toBe(200)
    for (const pid of everyone) signal(pid, 'SIGSTOP')
    expect(await answers()).toEqual(away)
    expect(await statusOf(`${url}/weights`)).toBe(200) // what is in memory is still true: nothing can change
    for (const pid of everyone) signal(pid, 'SIGCONT')
    await answering()

    start.kill('SIGSTOP') // so that nothing is restarted
    for (const pid of [postmaster(), ...childrenOf(postmaster())]) signal(pid, 'SIGKILL')
    await waitUntil(() => postmaster() === 0, 10_000)
    await waitUntil(async () => (await statusOf(`${url}/weights`)) === 503, 10_000) // nothing is kept across a lost connection
    expect(await answers()).toEqual(away)
    expect(await answers()).toEqual(away)
    start.kill('SIGCONT')
    await answering()
  },
  LIMIT_MS,
)

testOnLinux(
  'Ctrl-C in the middle of a restart ends every process',
  async () => {
    const { process: start, ended, said } = await up()
    process.kill(postmaster(), 'SIGKILL')
    await waitUntil(() => said.out.includes('the embedded PostgreSQL ended'), 30_000)
    start.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(family()).toEqual([])
  },
  LIMIT_MS,
)
