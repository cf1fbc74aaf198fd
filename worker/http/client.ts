import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { networkCauseOf } from '@/lib/hub/http/idle-timeout'
import { isReasonCode, type ProblemCode, reasonFacts } from '@/lib/reasons'
import { RunStopped } from '../run/run-stopped'
import { NotAdmitted, RegistryAway } from './errors'

/** A registry answers in well under a second; one that files a report of megabytes while others wait, in some. */
const ANSWER_MS = 60_000
/** A run of eight members takes 10 kB. */
const MAX_ANSWER_BYTES = 1_000_000

const Problem = z.looseObject({ detail: z.string().max(4_000), code: z.string().max(100) })

/** Sends what a worker says to a registry's API. */
export class RegistryClient {
  constructor(
    readonly registry: URL,
    readonly key: string | undefined,
  ) {}

  /**
   * @throws RegistryAway where asking again helps, NotAdmitted, RunStopped where the run is over, AppError for another refusal; the signal's reason when aborted
   */
  async post<T>(path: string, body: object | undefined, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const { response, text } = await this.#send(path, body, signal)
    const answer = parsed(text)
    if (response.ok) {
      const read = schema.safeParse(answer)
      if (read.success) return read.data
      throw new NotAdmitted(
        `${this.registry.origin} does not answer as a registry that this program knows. Install the version that it runs.`,
      )
    }
    throw refusalOf(response, answer, this.registry)
  }

  async #send(
    path: string,
    body: object | undefined,
    signal?: AbortSignal,
  ): Promise<{ response: Response; text: string }> {
    const limit = AbortSignal.timeout(ANSWER_MS)
    try {
      const response = await fetch(new URL(path, this.registry), {
        method: 'POST',
        headers: {
          accept: 'application/json',
          ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        // A key is for this address alone.
        redirect: 'error',
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      })
      return { response, text: await textOf(response) }
    } catch (error) {
      signal?.throwIfAborted()
      const why = limit.aborted ? `it did not answer within ${ANSWER_MS / 1_000} s` : networkCauseOf(error)
      throw new RegistryAway(`${this.registry.origin} could not be reached: ${why}.`, { cause: error })
    }
  }
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > MAX_ANSWER_BYTES) throw new Error(`its answer has more than ${MAX_ANSWER_BYTES} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Codes that end a worker: a person must do something. */
const CLOSED: readonly string[] = ['worker-outdated', 'wrong-host', 'cross-site']
/** Codes that end a run. */
const OVER: readonly string[] = ['run-lost', 'already-ended']

function refusalOf({ status }: Response, answer: unknown, registry: URL): Error {
  const problem = Problem.safeParse(answer)
  const { code, detail } = problem.data ?? { code: '', detail: `${registry.origin} answered ${status}.` }
  if (status === 429 || status >= 500) return new RegistryAway(detail)
  if (OVER.includes(code)) return new RunStopped('ended')
  if ([401, 403, 405].includes(status) || CLOSED.includes(code) || !problem.success) return new NotAdmitted(detail)
  return new AppError({ status, code: isProblem(code) ? code : 'internal', detail })
}

const isProblem = (code: string): code is ProblemCode => isReasonCode(code) && reasonFacts(code).problem === true
