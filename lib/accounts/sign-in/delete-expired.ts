import { db } from '@/lib/db'

/** Deletes sessions, unfinished sign-ins and codes of terminals that are over. Safe in any process at any time. */
export async function deleteExpiredSignIns(): Promise<void> {
  const over = { where: { expiresAt: { lt: new Date() } } }
  await db.session.deleteMany(over)
  await db.verification.deleteMany(over)
  await db.deviceCode.deleteMany(over)
}
