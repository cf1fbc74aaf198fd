import type { Db } from '@/lib/db'
import { printId } from '@/lib/ids'
import type { WeightRows } from './include'
import type { WeightRecord } from './schema'

/** Keys of the sources that give another coordinate in place of this one, in valid claims. */
export function contradictingSources(weight: WeightRows): string[] {
  const standing = weight.claims.filter((c) => c.withdrawnAt === null)
  return [
    ...new Set(standing.flatMap((c) => c.sources.filter((s) => s.stance === 'contradicts').map((s) => s.sourceKey))),
  ]
}

/** The coordinates given in its place: same row and column of another tensor of the model, stated by a source that contradicts this one. */
export async function rivalsOf(tx: Db, weight: WeightRows): Promise<WeightRecord['rivals']> {
  const against = contradictingSources(weight)
  if (against.length === 0) return []
  const rivals = await tx.weight.findMany({
    where: {
      modelId: weight.modelId,
      withdrawn: false,
      row: weight.row,
      col: weight.col,
      tensor: { not: weight.tensor },
      claims: { some: { withdrawnAt: null, sources: { some: { stance: 'states', sourceKey: { in: against } } } } },
    },
    orderBy: { id: 'asc' },
  })
  return rivals.map((r) => ({ id: printId('weight', r.id), tensor: r.tensor, row: r.row, col: r.col }))
}
