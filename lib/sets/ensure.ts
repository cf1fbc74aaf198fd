import type { Db } from '@/lib/db'
import { withMembers } from './with-members'

export interface NewSet {
  readonly modelId: number
  readonly commit: string
  /** The result of `claimKeyOf` for its members. */
  readonly key: string
  /** Keys of the members' rows, in display order. */
  readonly weights: readonly number[]
}

/** Finds, pins or creates the record of a set. The transaction must hold `lockModel`. @returns its key */
export async function ensureSet(tx: Db, set: NewSet): Promise<number> {
  const { modelId, commit, key, weights } = set
  const known = (await tx.set.findUnique({ where: { key }, select: { id: true } }))?.id ?? (await pinSet(tx, set))
  if (known !== null) return known
  const members = weights.map((weightId, position) => ({ weightId, position }))
  return (await tx.set.create({ data: { modelId, commit, key, members: { create: members } }, select: { id: true } }))
    .id
}

/**
 * Pins the literature's set with exactly these members, which has no commit, to the commit at which they were read. It keeps its id. The
 * transaction must hold `lockModel`.
 * @returns its key, or null when the literature has no such set
 */
export async function pinSet(tx: Db, { modelId, commit, key, weights }: NewSet): Promise<number | null> {
  const unpinned = (await withMembers(tx, modelId, weights)).find((set) => set.commit === null)
  if (!unpinned) return null
  await tx.set.update({ where: { id: unpinned.id }, data: { commit, key } })
  return unpinned.id
}
