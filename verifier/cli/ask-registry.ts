import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { networkCauseOf } from '@/lib/hub/http/idle-timeout'
import { retryAfterOf } from '@/lib/hub/http/retry-policy'
import type { Io } from './io'
import { printable } from './printable'

/** An answer lists at most 200 weights, with under 2 kB for each, or holds one report: some 4 MB for 80 layers and eight members. */
const MAX_ANSWER_BYTES = 16_000_000
/** The registry reads the Hub while we wait: two readings, each of a few seconds at most. */
const ANSWER_MS = 60_000
/** It is asked again only as it says itself, and not for longer than a person would wait. */
const MAX_ATTEMPTS = 4
const LONGEST_WAIT_MS = 60_000

const Problem = z.looseObject({
  detail: z.string().max(4_000),
  code: z.string().max(100).optional(),
  /** What may be meant by a misspelt name. */
  suggestions: z.array(z.string().max(400)).catch([]),
})

/** A registry cannot be reached, refuses, or does not answer as one. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError'
  /** Of the problem that it answered with, if it did. */
  readonly code: string | null

  constructor(message: string, { code = null, ...options }: ErrorOptions & { readonly code?: string | null } = {}) {
    super(message, options)
    this.code = code
  }
}

/** What was got, or how long to wait before asking again. */
type Attempt<T> = { readonly value: T } | { readonly waitMs: number; readonly why: string }

/** What is sent to a registry beside the address. */
export interface Sent {
  /** As JSON, with POST; nothing for GET. */
  readonly body?: object
  /** Of the person that it acts for. */
  readonly key?: string | undefined
}

/**
 * Asks a registry's API for JSON, again after `Retry-After` where it limits us (429) or is busy (503).
 * @param address of the resource, absolute
 * @throws RegistryError with what the registry said; the signal's reason when aborted
 */
export async function askRegistry<T>(
  address: URL,
  schema: z.ZodType<T>,
  { signal, stderr }: Io,
  sent: Sent = {},
): Promise<T> {
  const request = requestOf(sent)
  for (let tried = 1; ; tried++) {
    const attempt = await askOnce(address, schema, request, signal)
    if ('value' in attempt) return attempt.value
    const { waitMs, why } = attempt
    if (tried >= MAX_ATTEMPTS || waitMs > LONGEST_WAIT_MS) throw new RegistryError(why)
    stderr.write(`superweights: ${why} Asking again in ${Math.ceil(waitMs / 1_000)} s.\n`)
    // The timer's own AbortError is not the caller's abort reason.
    await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted())
  }
}

/** The same write sent again after a lost answer is done once: the key of idempotence is made here, before the first attempt. */
function requestOf({ body, key }: Sent): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (key !== undefined) headers.authorization = `Bearer ${key}`
  // A key is for this address alone.
  const redirect = key === undefined ? 'follow' : 'error'
  if (body === undefined) return { headers, redirect }
  const written = { ...headers, 'content-type': 'application/json' }
  const named = key === undefined ? written : { ...written, 'idempotency-key': `"${randomUUID()}"` }
  return { method: 'POST', headers: named, redirect, body: JSON.stringify(body) }
}

async function askOnce<T>(
  address: URL,
  schema: z.ZodType<T>,
  request: RequestInit,
  signal: AbortSignal,
): Promise<Attempt<T>> {
  const { response, body } = await send(address, request, signal)
  if (response.ok) return { value: checked(address, schema, body) }
  const problem = Problem.safeParse(parsed(body))
  const why = problem.success
    ? printable(whyOf(problem.data))
    : `${address.origin} answered ${response.status} to a request for ${address.pathname}: is it a registry of super weights?`
  const wait = [429, 503].includes(response.status) ? retryAfterOf(response.headers.get('retry-after')) : undefined
  if (wait === undefined) throw new RegistryError(why, { code: problem.data?.code ?? null })
  return { waitMs: wait, why }
}

function whyOf({ detail, suggestions: [meant] }: z.infer<typeof Problem>): string {
  return meant === undefined || detail.includes(meant) ? detail : `${detail} Did you mean ${meant}?`
}

async function send(
  address: URL,
  request: RequestInit,
  signal: AbortSignal,
): Promise<{ response: Response; body: string }> {
  const limit = AbortSignal.timeout(ANSWER_MS)
  try {
    const response = await fetch(address, { ...request, signal: AbortSignal.any([signal, limit]) })
    return { response, body: await textOf(response) }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RegistryError) throw error
    const why = limit.aborted ? `it did not answer within ${ANSWER_MS / 1_000} s` : networkCauseOf(error)
    throw new RegistryError(
      `The registry ${address.origin} could not be reached (${printable(why)}). Start one with "npm start", or name another with --registry.`,
      { cause: error },
    )
  }
}

/** Never more of an answer than is read. @throws RegistryError above the limit */
async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > MAX_ANSWER_BYTES)
      throw new RegistryError(`The registry's answer has more than ${MAX_ANSWER_BYTES / 1e6} MB, and was not read.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function checked<T>(address: URL, schema: z.ZodType<T>, body: string): T {
  const answer = schema.safeParse(parsed(body))
  if (answer.success) return answer.data
  throw new RegistryError(
    `${address.origin} did not answer as a registry that this program knows: ${printable(z.prettifyError(answer.error).split('\n').slice(0, 2).join(' '))}. Update the older of the two.`,
  )
}

/** Null where it is not JSON, which no schema here accepts. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
