import type { Db } from '@/lib/db'
import type { Model } from '@/prisma/generated/client'

/** The row of a repo, created on first use. The transaction must hold `lockModel`. A known display name is not overwritten. */
export async function ensureModel(tx: Db, repo: string, displayName: string | null = null): Promise<Model> {
  const known = await tx.model.findUnique({ where: { repo } })
  if (!known) return tx.model.create({ data: { repo, displayName } })
  if (known.displayName !== null || displayName === null) return known
  return tx.model.update({ where: { id: known.id }, data: { displayName } })
}
