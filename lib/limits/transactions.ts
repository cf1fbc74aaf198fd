import { Semaphore } from '@/lib/async/semaphore'

/**
 * Write transactions at a time in one process. Those of one model wait for each other inside the database (`lockModel`), each holding a connection: six of
 * the pool's ten (lib/db.ts) remain for reading. After waiting five seconds, retrying later is better.
 */
const TRANSACTIONS = { slots: 4, waiting: 200, waitMs: 5_000 }

// On globalThis because Next bundles this module into several chunks: they share one pool.
const store = globalThis as { superweightsTransactions?: Semaphore }

/** The semaphore of this process's write transactions. */
export function transactions(): Semaphore {
  return (store.superweightsTransactions ??= new Semaphore(TRANSACTIONS))
}
