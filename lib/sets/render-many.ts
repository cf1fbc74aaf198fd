import type { Db } from '@/lib/db'
import { SET_INCLUDE } from './include'
import { renderSet, type RenderedSet } from './render'

/** Records of sets by key, rendered from rows read together; in the order of the keys. */
export async function renderSets(tx: Db, ids: readonly number[]): Promise<ReadonlyMap<number, RenderedSet>> {
  const sets = await tx.set.findMany({ where: { id: { in: [...ids] } }, include: SET_INCLUDE, orderBy: { id: 'asc' } })
  return new Map(sets.map((set) => [set.id, renderSet(set)]))
}
