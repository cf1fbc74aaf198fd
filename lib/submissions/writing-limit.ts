import { Gate } from '@/lib/async/gate'
import { db, type Db } from '@/lib/db'

/** How long a transaction that writes records may take and wait, in milliseconds: others may write the same model's records meanwhile, and none of them takes long. */
export const WRITING_LIMIT = { timeout: 20_000, maxWait: 10_000 } as const

/**
 * Write transactions at a time in one process. Those of one model wait for each other inside the database (`lockModel`), each with a connection in its hand:
 * of the pool's ten (lib/db.ts) six stay for reading.
 */
const TRANSACTIONS = { slots: 4, waiting: 200 }

// On globalThis because Next bundles this module into several chunks: all of them draw on one pool.
const store = globalThis as { superweightsTransactions?: Gate }

/**
 * Runs a transaction that writes records, when it is its turn.
 * @throws GateFull when hundreds wait already; what `work` throws
 */
export function writeTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return (store.superweightsTransactions ??= new Gate(TRANSACTIONS)).run(() => db.$transaction(work, WRITING_LIMIT))
}
