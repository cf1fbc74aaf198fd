import { db } from '@/lib/db'

/** Deletes leases of runs that are over: of workers that died while their submission was cancelled. Safe in any process at any time. */
export async function deleteOverLeases(): Promise<void> {
  await db.runLease.deleteMany({ where: { submission: { status: { not: 'running' } } } })
}
