import type { Db } from '@/lib/db'

/**
 * Makes the transactions that write a model's records wait for each other until they end: two submissions of one coordinate, or a
 * report filed while another is screened, then see each other's rows. Other models go on.
 */
export async function lockModel(tx: Db, repo: string): Promise<void> {
  await lockInOrder(tx, [lockOfModel(repo)])
}

/** Names that lock to `lockInOrder`. */
export const lockOfModel = (repo: string): string => `model ${repo}`

/** Takes locks one after the other, held until the transaction ends; everyone takes them in the same order. */
export async function lockInOrder(tx: Db, names: readonly string[]): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(name, 0)) is null as waited from unnest(${[...names]}::text[]) name`
}
