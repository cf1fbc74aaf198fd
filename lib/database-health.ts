import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { databaseUrl } from './env'

/** Work that takes longer than this triggers a health check. Most answers take tens of milliseconds. */
const SLOW_MS = 1_000
/** A database that does not answer `select 1` within this is frozen: together a client waits two seconds, well below its own limits. */
const ANSWER_MS = 1_000
/** A timer that fires this late shows that this process was busy; it says nothing about the database. */
const LATE_MS = 250

/** The database is reached and does not answer: its processes are stopped, its disk hangs, or the network swallows what we send. */
export class DatabaseFrozen extends Error {
  override readonly name = 'DatabaseFrozen'
  readonly code = 'database-frozen'
  constructor() {
    super(`The database has not answered within ${ANSWER_MS} ms.`)
  }
}

interface HealthCheck {
  /** A separate connection: those of the main pool may all be busy, legitimately and for long. */
  pool: Pool
  /** The check in progress: concurrent callers share its result. */
  check: Promise<boolean> | null
}

// On globalThis because Next bundles this module into several chunks: still one connection a process.
const store = globalThis as { superweightsHealth?: HealthCheck }

function healthCheck(): HealthCheck {
  if (!store.superweightsHealth) {
    const pool = new Pool({
      connectionString: databaseUrl(),
      application_name: 'superweights health',
      max: 1,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      allowExitOnIdle: true,
    })
    pool.on('error', () => undefined) // a connection lost while idle: the next check opens another
    store.superweightsHealth = { pool, check: null }
  }
  return store.superweightsHealth
}

/** Whether the database answers within a second. Never rejects. */
export function databaseAnswers(): Promise<boolean> {
  const state = healthCheck()
  state.check ??= check(state.pool).finally(() => {
    state.check = null
  })
  return state.check
}

async function check(pool: Pool): Promise<boolean> {
  for (;;) {
    const startedAt = Date.now()
    const answered = pool.query('select 1').then(
      () => true,
      () => false,
    )
    // After a late timer the answer may lie in the socket, unread: one turn of the event loop reads it.
    const silent = sleep(ANSWER_MS, undefined, { ref: false })
      .then(() => setImmediate())
      .then(() => false)
    if (await Promise.race([answered, silent])) return true
    if (Date.now() - startedAt < ANSWER_MS + LATE_MS) return false
  }
}

/**
 * Runs `act`, which uses the database. Long work is left alone as long as the database answers others: a query that waits for a lock does not mean a frozen server.
 * @throws DatabaseFrozen when it does not; `act` then continues unobserved, with an unknown outcome
 */
export async function unlessFrozen<T>(act: () => Promise<T>): Promise<T> {
  const done = new AbortController()
  const frozen = async (): Promise<never> => {
    for (;;) {
      await sleep(SLOW_MS, undefined, { signal: done.signal })
      if (!(await databaseAnswers())) throw new DatabaseFrozen()
    }
  }
  try {
    return await Promise.race([act(), frozen()])
  } finally {
    done.abort()
  }
}

/** Closes this process's connection; the next check opens another. */
export async function closeHealthCheck(): Promise<void> {
  const state = store.superweightsHealth
  delete store.superweightsHealth
  await state?.pool.end()
}
