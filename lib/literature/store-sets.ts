import type { Db } from '@/lib/db'
import { withMembers } from '@/lib/sets/with-members'
import { keyOfUnpinnedSet } from './keys'
import { literatureModels, modelIn } from './models'
import type { LiteratureSet } from './set-schema'
import { storeSources, type Keyed } from './store-claims'
import { LiteratureWeights } from './weights'

/**
 * Stores claims about sets, each on the record of its set, created on first use. Claims must already state the members; the transaction must hold
 * `lockModel` for their repos.
 * @returns the keys of the models
 */
export async function storeSetClaims(tx: Db, added: readonly Keyed<LiteratureSet>[]): Promise<number[]> {
  if (added.length === 0) return []
  const models = await literatureModels(
    tx,
    added.map(({ item }) => item),
  )
  const weights = await LiteratureWeights.of(tx, [...models.values()])
  for (const { item, key } of added) {
    const modelId = modelIn(models, item.repo)
    const setId = await ensureLiteratureSet(
      tx,
      modelId,
      item,
      item.members.map((member) => weights.at({ ...member, modelId })),
    )
    const claim = await tx.claim.create({
      data: { key, origin: 'literature', modelId, setId, note: item.note ?? null },
      select: { id: true, key: true },
    })
    await storeSources(tx, [claim], [{ item, key }])
  }
  return [...models.values()]
}

async function ensureLiteratureSet(
  tx: Db,
  modelId: number,
  { repo, members }: LiteratureSet,
  weights: readonly number[],
): Promise<number> {
  const [known] = await withMembers(tx, modelId, weights)
  if (known) return known.id
  const rows = weights.map((weightId, position) => ({ weightId, position }))
  return (
    await tx.set.create({
      data: { modelId, commit: null, key: keyOfUnpinnedSet(repo, members), members: { create: rows } },
      select: { id: true },
    })
  ).id
}
