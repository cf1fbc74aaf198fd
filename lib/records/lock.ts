import type { Db } from '@/lib/db'

/**
 * Makes the transactions that write a model's records wait for each other until they end: two submissions of one coordinate, or a
 * report filed while another is screened, then see each other's rows. Other models go on.
 */
export async function lockModel(tx: Db, repo: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`model ${repo}`}, 0)) is null as waited`
}
