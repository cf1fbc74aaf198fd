import type { Db } from '@/lib/db'

export interface FoundSet {
  readonly id: number
  readonly commit: string | null
}

/** The sets of a model with exactly these members, in any order; the oldest first. */
export async function withMembers(tx: Db, modelId: number, weights: readonly number[]): Promise<FoundSet[]> {
  const ids = [...new Set(weights)]
  const sets = await tx.set.findMany({
    where: { modelId, members: { some: { weightId: { in: ids } }, every: { weightId: { in: ids } } } },
    select: { id: true, commit: true, _count: { select: { members: true } } },
    orderBy: { id: 'asc' },
  })
  return sets.filter((set) => set._count.members === ids.length)
}
