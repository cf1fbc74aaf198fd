import { db } from '@/lib/db'

/**
 * Gives the role `superweights_worker` its rights, those to pg-boss's tables included: whenever a process starts that owns these, since the role may have come after
 * the migration that names it. @returns whether there is such a role, and this process may
 */
export async function grantWorkerRights(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ given: boolean }[]>`select grant_worker_rights() as given`
  return row?.given === true
}
