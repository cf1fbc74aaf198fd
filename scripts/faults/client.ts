import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Claim } from './claims'

/** Client timeout: after this it retries, as programs do. */
const ANSWER_MS = 15_000
const FIRST_WAIT_MS = 500
const LAST_WAIT_MS = 5_000

/** A claim that the registry has acknowledged. */
export interface Acknowledged {
  readonly claim: Claim
  readonly id: string
  /** How often it was sent until then. */
  readonly sent: number
}

/** A client of the registry that counts the responses. */
export class Client {
  /** Responses by method, kind of path and status; `none` without a response. */
  readonly tally = new Map<string, number>()

  constructor(readonly url: string) {}

  /** Sends one request; null without a response. */
  async ask(
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string; retryAfter: string | null } | null> {
    const kind = `${init.method ?? 'GET'} ${path.startsWith('/api/') ? 'API' : 'page'}`
    try {
      const response = await fetch(`${this.url}${path}`, {
        ...init,
        headers: { ...init.headers, connection: 'close', 'accept-encoding': 'identity' },
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      const text = await response.text()
      this.#count(`${kind} ${response.status}`)
      return { status: response.status, text, retryAfter: response.headers.get('retry-after') }
    } catch (error) {
      if (!(error instanceof Error)) throw error
      this.#count(`${kind} none`)
      return null
    }
  }

  /** Sends a claim until it is acknowledged. */
  async send(claim: Claim): Promise<Acknowledged> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
    for (let sent = 1, wait = FIRST_WAIT_MS; ; sent++, wait = Math.min(2 * wait, LAST_WAIT_MS)) {
      const answer = await this.ask('/api/v1/submissions', {
        method: 'POST',
        headers,
        body: JSON.stringify(claim.body),
      })
      if (answer && answer.status < 300) return { claim, id: (JSON.parse(answer.text) as { id: string }).id, sent }
      if (answer && answer.status < 500 && ![408, 409, 425, 429].includes(answer.status))
        throw new Error(`The claim ${claim.name} was refused with ${answer.status}: ${answer.text}`)
      await sleep(Math.max(wait, 1_000 * Number(answer?.retryAfter ?? 0)))
    }
  }

  #count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1)
  }
}

/** Reads pages and the API like a browsing user, until `signal` aborts. */
export async function browse(client: Client, signal: AbortSignal): Promise<void> {
  const paths = [
    '/api/v1/weights?limit=5',
    '/weights',
    '/',
    '/api/v1/submissions?limit=5',
    '/submissions',
    '/models',
    '/api/v1/health',
  ]
  for (let i = 0; !signal.aborted; i++) {
    await client.ask(paths[i % paths.length] ?? '/')
    await sleep(400)
  }
}
