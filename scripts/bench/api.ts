import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { startNode } from '../processes/children'
import type { BareAnswer } from './bare-server'
import { describeMachine, load } from './machine'
import { publish, table } from './page'
import { withSite } from './running-site'

/**
 * `npm run bench:api [-- --write] [URL]`: requests per second and latencies of the site, each beside a bare Node server that sends the same bytes, in one run.
 */

const CONNECTIONS = 10
const SECONDS = 5
/** Responses are computed once and cached; the cost of the first one is not measured here. */
const WARM_SECONDS = 1

interface Case {
  readonly name: string
  readonly path: string
  /** The target: a share of bare Node's requests per second, or a number per second. */
  readonly aim: { readonly part: number } | { readonly perSecond: number } | null
  readonly revalidates?: boolean
}

const CASES: readonly Case[] = [
  { name: 'record', path: '/api/v1/weights/SW-000001', aim: { part: 8 } },
  { name: 'record, 304', path: '/api/v1/weights/SW-000001', aim: { part: 6 }, revalidates: true },
  { name: 'list of 50', path: '/api/v1/weights?limit=50', aim: { part: 12 } },
  { name: 'models', path: '/api/v1/models', aim: null },
  { name: 'home', path: '/', aim: { perSecond: 500 } },
  { name: "a record's page", path: '/weights/SW-000001', aim: { perSecond: 500 } },
  { name: "a model's page", path: '/models/huggyllama/llama-7b', aim: { perSecond: 500 } },
  { name: 'docs', path: '/docs/protocol', aim: { perSecond: 500 } },
]

async function main(): Promise<void> {
  await withSite(async (url) => {
    const rows: string[][] = []
    for (const one of CASES) rows.push(await measure(url, one))
    publish(
      'Requests per second',
      [
        `${CONNECTIONS} connections, ${SECONDS} s each, gzip accepted; bare Node sends the same bytes from memory, measured right after. ${describeMachine()}, load ${load()}; the clients share the processor.`,
        table(['answer', 'kB', 'requests/s', 'p50', 'p95', 'p99', 'bare Node', 'ratio', 'aim'], rows),
      ].join('\n\n'),
      'serving.mdx',
    )
  })
}

async function measure(url: string, one: Case): Promise<string[]> {
  const headers = {
    'accept-encoding': 'gzip',
    ...(one.revalidates ? { 'if-none-match': await etagOf(url + one.path) } : {}),
  }
  const answer = await answerOf(url, one.path, headers)
  await fire(url + one.path, headers, WARM_SECONDS)
  const site = await fire(url + one.path, headers, SECONDS)
  const bare = await beside([answer], async (bareUrl) => {
    await fire(bareUrl + one.path, headers, WARM_SECONDS)
    return fire(bareUrl + one.path, headers, SECONDS)
  })
  if (site.non2xx > 0 && !one.revalidates) throw new Error(`${one.path}: ${site.non2xx} answers were not 2xx.`)
  const at = (part: number) => `${(site.times[Math.floor(part * site.times.length)] ?? NaN).toFixed(1)} ms`
  return [
    one.name,
    (Buffer.from(answer.body, 'base64').length / 1e3).toFixed(1),
    site.perSecond.toFixed(0),
    at(0.5),
    at(0.95),
    at(0.99),
    bare.perSecond.toFixed(0),
    `1/${(bare.perSecond / site.perSecond).toFixed(1)}`,
    aimOf(one.aim),
  ]
}

const aimOf = (aim: Case['aim']): string =>
  aim === null ? '' : 'part' in aim ? `1/${aim.part}` : `${aim.perSecond} requests/s`

interface Fired {
  readonly perSecond: number
  /** In milliseconds, to the last byte, in ascending order. */
  readonly times: readonly number[]
  readonly non2xx: number
}

/** Sends requests continuously on all connections. */
async function fire(url: string, headers: Record<string, string>, duration: number): Promise<Fired> {
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const done = (error: unknown, answer: autocannon.Result) => (error ? reject(error as Error) : resolve(answer))
    const instance = autocannon({ url, headers, duration, connections: CONNECTIONS }, done)
    instance.on('response', (_client, _status, _bytes, ms) => void times.push(ms))
  })
  return { perSecond: times.length / result.duration, times: times.sort((a, b) => a - b), non2xx: result.non2xx }
}

async function etagOf(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  await answer.arrayBuffer()
  return answer.headers.get('etag') ?? ''
}

/** The response as sent; `fetch` would decompress it. */
async function answerOf(url: string, where: string, headers: Record<string, string>): Promise<BareAnswer> {
  const { request } = await import('undici')
  const answer = await request(url + where, { headers })
  const body = Buffer.from(await answer.body.arrayBuffer())
  const sent = Object.entries(answer.headers).filter(([name]) => !OF_THE_CONNECTION.has(name))
  return {
    path: where,
    status: answer.statusCode,
    headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
    body: body.toString('base64'),
  }
}

const OF_THE_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])

/** Runs `work` against the bare server, in a separate process. */
async function beside<T>(answers: readonly BareAnswer[], work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights-bare-'))
  const file = path.join(folder, 'answers.json')
  writeFileSync(file, JSON.stringify(answers))
  let tell = (_url: string) => {}
  const url = new Promise<string>((resolve) => (tell = resolve))
  const child = startNode(['--import', 'tsx', path.join(__dirname, 'bare-server.ts'), file], {
    onLine: (line) => tell(line),
  })
  try {
    return await work(await url)
  } finally {
    await child.stop()
    rmSync(folder, { recursive: true })
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
