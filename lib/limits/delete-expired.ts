import { db } from '@/lib/db'
import { RETENTION_MS } from './idempotency'

/** Deletes expired rows: counters whose window is over, and stored answers older than a day. Safe in any process at any time. */
export async function deleteExpiredLimits(): Promise<void> {
  const now = Date.now()
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now) } } })
  await db.idempotencyKey.deleteMany({ where: { startedAt: { lt: new Date(now - RETENTION_MS) } } })
}
