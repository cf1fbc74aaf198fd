import { db, type Db } from '@/lib/db'
import { transactions } from '@/lib/limits/transactions'

/** How long a transaction that writes records may take and wait, in milliseconds: it may queue behind others that write the same model's records, none of which takes long. */
export const WRITING_LIMIT = { timeout: 20_000, maxWait: 10_000 } as const

/**
 * Runs a transaction that writes records when a slot is free.
 * @throws SemaphoreFull when hundreds are waiting; what `work` throws
 */
export function writeTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return transactions().run(() => db.$transaction(work, WRITING_LIMIT))
}
