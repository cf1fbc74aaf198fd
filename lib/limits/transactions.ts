import { Semaphore } from '@/lib/async/semaphore'

/**
 * Write transactions at a time in one process. Those of one model wait for each other inside the database (`lockModel`), each with a connection in its hand:
 * of the pool's ten (lib/db.ts) six stay for reading. Whoever has waited for five seconds does better to come again.
 */
const TRANSACTIONS = { slots: 4, waiting: 200, waitMs: 5_000 }

// On globalThis because Next bundles this module into several chunks: all of them draw on one pool.
const store = globalThis as { superweightsTransactions?: Semaphore }

/** What write transactions of this process pass, a few at a time. */
export function transactions(): Semaphore {
  return (store.superweightsTransactions ??= new Semaphore(TRANSACTIONS))
}
