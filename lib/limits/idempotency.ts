import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors/app-error'
import { canonicalSha256 } from '@/lib/protocol'
import type { IdempotencyKey } from '@/prisma/generated/client'

/** How long an answer is stored: a client that lost its connection asks again within a day. */
export const RETENTION_MS = 24 * 3_600_000
/** A write takes at most the 8 seconds of the Hub and the 20 of its transaction; a request in flight for longer died with its process. */
const IN_FLIGHT_MS = 60_000
const RETRY_SECONDS = 2

/** A stored answer: what the client saw. */
export interface StoredResult {
  readonly status: number
  /** JSON text. */
  readonly body: string
  readonly location: string | null
}

export interface KeyedRequest {
  readonly accountId: number
  readonly key: string
  readonly method: string
  readonly path: string
  /** As parsed by its schema. */
  readonly body: unknown
}

/**
 * Does `work` once for each key, and repeats its answer for a day. Errors are not stored: the same request may be tried again.
 * @throws AppError 422 `idempotency-key-reused`, 409 `request-in-progress`; what `work` throws
 */
export async function idempotently(request: KeyedRequest, work: () => Promise<StoredResult>): Promise<StoredResult> {
  const { accountId, key } = request
  const hash = canonicalSha256({
    method: request.method,
    path: request.path,
    body: (request.body ?? null) as Parameters<typeof canonicalSha256>[0],
  })
  const run = randomUUID()
  const known = await claim(accountId, key, hash, run)
  if (known) return answerOf(known, hash)
  const mine = { accountId, key, run }
  try {
    const answer = await work()
    await db.idempotencyKey.updateMany({ where: mine, data: { ...answer } })
    return answer
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: { ...mine, status: null } })
    throw error
  }
}

/** Claims the key for this request: it is new, a day old, or its request died. @returns the row of the request that holds it, or null when it is ours */
async function claim(accountId: number, key: string, hash: string, run: string): Promise<IdempotencyKey | null> {
  const now = Date.now()
  const [old, dead] = [new Date(now - RETENTION_MS), new Date(now - IN_FLIGHT_MS)]
  const taken = await db.$executeRaw`
    insert into idempotency_keys as kept (account_id, key, request_hash, run, started_at) values (${accountId}, ${key}, ${hash}, ${run}::uuid, ${new Date(now)})
    on conflict (account_id, key) do update set request_hash = excluded.request_hash, run = excluded.run, started_at = excluded.started_at, status = null, body = null, location = null
    where kept.started_at < ${old} or (kept.status is null and kept.started_at < ${dead})`
  if (taken === 1) return null
  const row = await db.idempotencyKey.findUnique({ where: { accountId_key: { accountId, key } } })
  // Released in between: the other request failed, and this one may be sent again.
  if (!row) throw inProgress()
  return row
}

function answerOf({ requestHash, status, body, location }: IdempotencyKey, hash: string): StoredResult {
  if (requestHash !== hash) {
    throw new AppError({
      status: 422,
      code: 'idempotency-key-reused',
      detail:
        'This `Idempotency-Key` was sent with another request within the last day. Use a new key for a new request; nothing was done.',
    })
  }
  if (status === null || body === null) throw inProgress()
  return { status, body, location }
}

function inProgress(): AppError {
  return new AppError({
    status: 409,
    code: 'request-in-progress',
    detail: `The request with this \`Idempotency-Key\` is still in progress. Send it again in ${RETRY_SECONDS} seconds to get its response.`,
    headers: { 'retry-after': String(RETRY_SECONDS) },
  })
}
