import http from 'node:http'
import { describeMachine, load } from './machine'
import { publish, table } from './page'
import { withSite } from './running-site'

/**
 * `npm run bench:overload [-- URL]`: 200 connections that send the next request after each response: two thirds read, one third writes different claims. Prints
 * the durations of reads, accepted writes and refusals, and the timeouts.
 */

const CONNECTIONS = 200
/** Every third connection writes. */
const WRITERS_OF = 3
const SECONDS = 20
/** As long as a patient client waits. */
const TIMEOUT_MS = 30_000

const READS = [
  '/api/v1/weights?limit=20',
  '/api/v1/weights/SW-000001',
  '/api/v1/models',
  '/api/v1/submissions?limit=10',
  '/api/v1/health',
]

type Kind = 'read' | 'accepted write' | 'refused write' | 'other answer' | 'time-out'

interface Sample {
  readonly kind: Kind
  readonly took: number
}

async function main(): Promise<void> {
  await withSite(async (url) => {
    const samples: Sample[] = []
    const end = Date.now() + SECONDS * 1_000
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => connection(url, n, end, samples)))
    publish(
      'Under overload',
      [
        `${CONNECTIONS} connections for ${SECONDS} s, each sending its next request after each response; a third of them send claims about one model, all different. ${describeMachine()}, load ${load()}; the clients share the processor.`,
        summary(samples),
      ].join('\n\n'),
      'serving.mdx',
    )
  })
}

/** One client on one connection that sends requests until the time is over. */
async function connection(url: string, number: number, end: number, samples: Sample[]): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  for (let turn = 0; Date.now() < end; turn += 1) {
    const writes = number % WRITERS_OF === 0
    const began = performance.now()
    const status = writes
      ? await ask(agent, `${url}/api/v1/submissions`, claim(number, turn))
      : await ask(agent, `${url}${READS[(number + turn) % READS.length]}`)
    samples.push({ kind: kindOf(writes, status), took: performance.now() - began })
  }
  agent.destroy()
}

/** A coordinate of demo/tiny-single (64 x 160), a different one for each request of each connection. */
function claim(number: number, turn: number): string {
  const place = (number * 97 + turn * 211) % (64 * 160)
  return JSON.stringify({
    repo: 'demo/tiny-single',
    coordinates: [`${turn % 6}:${Math.floor(place / 160)}:${place % 160}`],
  })
}

/** The status of a complete response; null after the time limit or a broken connection. */
function ask(agent: http.Agent, url: string, body?: string): Promise<number | null> {
  return new Promise((resolve) => {
    const options =
      body === undefined
        ? { agent }
        : {
            agent,
            method: 'POST',
            headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
          }
    const request = http.request(url, { ...options, timeout: TIMEOUT_MS }, (response) => {
      response.resume()
      response.once('close', () => resolve(response.complete ? (response.statusCode ?? null) : null))
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(null))
    request.end(body)
  })
}

function kindOf(writes: boolean, status: number | null): Kind {
  if (status === null) return 'time-out'
  if (status === 503 || status === 429) return writes ? 'refused write' : 'other answer'
  if (status >= 400) return 'other answer'
  return writes ? 'accepted write' : 'read'
}

function summary(samples: readonly Sample[]): string {
  const kinds: readonly Kind[] = ['read', 'accepted write', 'refused write', 'other answer', 'time-out']
  const rows = kinds.map((kind) => {
    const times = samples
      .filter((sample) => sample.kind === kind)
      .map(({ took }) => took)
      .toSorted((a, b) => a - b)
    const at = (share: number) =>
      times.length === 0
        ? ''
        : `${Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN)} ms`
    return [kind, String(times.length), at(0.5), at(0.95), at(0.99), at(1)]
  })
  return table(['', 'how many', 'p50', 'p95', 'p99', 'slowest'], rows)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
