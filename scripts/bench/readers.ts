import { spawn } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../postgres/start'
import { startNode } from '../processes/children'
import { describeMachine, load } from './machine'
import { publish, table } from './page'

/**
 * `npm run bench:readers [-- --write]`: response times of readers while 60 claims on checkpoints with 23 MB of safetensors header arrive at once. Starts
 * the real site and worker on a separate database.
 */

const CLAIMS = 60
/** 23 MB, close to the largest headers that are accepted (25 MB). */
const TENSORS = 150_000
const READ = ['/', '/weights', '/api/v1/weights', '/api/v1/health']
const EVERY_MS = 50
const QUIET_MS = 10_000
const LIMIT_MS = 300_000
const ROOT = path.join(__dirname, '..', '..')

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights-readers-'))
  const megabytes = makeRepos(path.join(folder, 'hub'))
  const hub = await startHub(path.join(folder, 'hub'))
  // The hub hashes a file on first access, which would count as a slow Hub.
  for (let i = 0; i < CLAIMS; i++)
    await fetch(`${hub.url}/api/models/org/wide-${i}`).then((answer) => answer.arrayBuffer())
  const site = await startSite({
    HF_ENDPOINT: hub.url,
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(await freePort()),
    WRITES_PER_HOUR: '1000',
    WRITES_PER_HOUR_ADDRESS: '1000',
    SUBMISSIONS_PER_DAY: '1000',
  })
  try {
    await keepReading(site.url, () => sleep(QUIET_MS / 2)) // the first responses compile code and fill caches
    const quiet = await keepReading(site.url, () => sleep(QUIET_MS))
    let answers: readonly string[] = []
    const sending = await keepReading(site.url, async () => {
      answers = await Promise.all(Array.from({ length: CLAIMS }, (_, i) => claim(site.url, i)))
    })
    const after = await keepReading(site.url, () => allRead(site.url))
    const rows = [
      ['alone', ...percentiles(quiet)],
      [`until ${CLAIMS} claims have responses`, ...percentiles(sending)],
      ['while the worker reads them', ...percentiles(after)],
      ['all the while', ...percentiles([...sending, ...after])],
    ]
    publish(
      'Readers while claims arrive',
      [
        `${CLAIMS} claims at once, each on another checkpoint with ${megabytes.toFixed(0)} MB of safetensors header; readers ask for ${READ.join(', ')} every ${EVERY_MS} ms. ${describeMachine()}, load ${load()}.`,
        table(['readers', 'requests', 'not 200', 'p50', 'p95', 'p99', 'most'], rows),
        `The claims were answered ${countsOf(answers)}; ${megabytesOf(site.pid)}.`,
      ].join('\n\n'),
      'serving.mdx',
    )
  } finally {
    site.stop()
    await site.ended
    await hub.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One file, linked into every repo. @returns megabytes of its header */
function makeRepos(root: string): number {
  const entries = Array.from({ length: TENSORS }, (_, i): [string, unknown] => [
    `model.layers.0.spare.${String(i).padStart(80, '0')}`,
    { dtype: 'F32', shape: [0], data_offsets: [0, 0] },
  ])
  const header = Buffer.from(
    JSON.stringify({
      ...Object.fromEntries(entries),
      'model.layers.0.mlp.down_proj.weight': { dtype: 'F32', shape: [4, 6], data_offsets: [0, 96] },
    }),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const file = path.join(root, 'model.safetensors')
  mkdirSync(root, { recursive: true })
  writeFileSync(file, Buffer.concat([length, header, Buffer.alloc(96, 1)]))
  for (let i = 0; i < CLAIMS; i++) {
    const repo = path.join(root, 'org', `wide-${i}`)
    mkdirSync(repo, { recursive: true })
    linkSync(file, path.join(repo, 'model.safetensors'))
    writeFileSync(
      path.join(repo, 'config.json'),
      JSON.stringify({
        model_type: 'llama',
        hidden_size: 4,
        intermediate_size: 6,
        num_hidden_layers: 1,
        num_attention_heads: 1,
        vocab_size: 8,
      }),
    )
  }
  return header.length / 1e6
}

/** The Hub is not on a registry's machine: run it as a separate process at low priority. */
async function startHub(root: string): Promise<{ url: string; stop(): Promise<void> }> {
  let tell = (_url: string) => {}
  const url = new Promise<string>((resolve) => (tell = resolve))
  const child = startNode(['--import', 'tsx', path.join(ROOT, 'scripts', 'hub-server', 'main.ts'), '--root', root], {
    onLine: (line) => tell(line),
  })
  os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW)
  return { url: await url, stop: () => child.stop() }
}

async function startSite(env: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', 'start.mjs')], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    readline.createInterface({ input: child.stdout }).on('line', (line) => {
      console.error(line)
      const [, ready] = /ready: (http\S+)/.exec(line) ?? []
      if (ready !== undefined) resolve(ready)
    })
    void ended.then(() => reject(new Error('The site ended before it was ready.')))
  })
  return { url, pid: child.pid ?? 0, ended, stop: () => child.kill('SIGTERM') }
}

interface Reading {
  /** To the last byte of the response. */
  readonly ms: number
  readonly status: number
}

/** Reads until `meanwhile` is done. */
async function keepReading(url: string, meanwhile: () => Promise<unknown>): Promise<Reading[]> {
  const times: Reading[] = []
  const reading: Promise<void>[] = []
  let over = false
  const done = meanwhile().finally(() => (over = true))
  for (let i = 0; !over; i++, await sleep(EVERY_MS)) reading.push(read(`${url}${READ[i % READ.length]}`, times))
  await Promise.all([done, ...reading])
  return times
}

async function read(address: string, times: Reading[]): Promise<void> {
  const began = performance.now()
  const answer = await fetch(address)
  await answer.arrayBuffer()
  times.push({ ms: performance.now() - began, status: answer.status })
}

async function claim(url: string, i: number): Promise<string> {
  const answer = await fetch(`${url}/api/v1/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ repo: `org/wide-${i}`, coordinates: ['0:1:2'] }),
  })
  const { status, code } = (await answer.json()) as { status?: string | number; code?: string }
  return `${answer.status} ${code ?? status}`
}

/** Waits until all claims have been read. */
async function allRead(url: string): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(1_000)) {
    const answer = await fetch(`${url}/api/v1/submissions?status=received&limit=1`)
    const { items } = (await answer.json()) as { items?: unknown[] }
    if (items?.length === 0) return
  }
  throw new Error('Not all claims were read in five minutes.')
}

function percentiles(times: readonly Reading[]): string[] {
  const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (part: number) =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN).toFixed(0)} ms`
  return [
    String(sorted.length),
    String(times.filter(({ status }) => status !== 200).length),
    at(0.5),
    at(0.95),
    at(0.99),
    at(1),
  ]
}

function countsOf(words: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => `"${word}" ${count} times`).join(', ')
}

/** Peaks of the processes below `pid`, the largest first; Linux only. */
function megabytesOf(pid: number): string {
  if (process.platform !== 'linux') return 'memory is measured on Linux only'
  const peaks = descendants(pid).flatMap((one) => {
    const status = procFile(one, 'status')
    const name = procFile(one, 'cmdline')
      ?.split('\0')
      .find((word) => /worker\/main|superweights-site|server\/main/.test(word))
    if (status === null || name === undefined) return []
    return [{ name: path.basename(name), mb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1e3 }]
  })
  return `peak memory: ${peaks.map(({ name, mb }) => `${name} ${mb.toFixed(0)} MB`).join(', ')}`
}

/** A file of a process, or null if it has ended. */
function procFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return null
    throw error
  }
}

function descendants(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = procFile(Number(name), 'stat')
      return stat === null ? [] : [[Number(name), Number(stat.split(') ').pop()?.split(' ')[1])] as const]
    })
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child)
  return children.flatMap((child) => [child, ...descendants(child)])
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
