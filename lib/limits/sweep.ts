import { db } from '@/lib/db'
import { KEPT_MS } from './idempotency'

/** Removes what no limit needs any more: counters whose window is over, and answers older than a day. Any process may do it at any time. */
export async function sweepLimits(): Promise<void> {
  const now = Date.now()
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now) } } })
  await db.idempotencyKey.deleteMany({ where: { startedAt: { lt: new Date(now - KEPT_MS) } } })
}
