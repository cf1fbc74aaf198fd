import type { Db } from '@/lib/db'
import type { Prisma } from '@/prisma/generated/client'
import { removedScalars, type LiteratureEffect } from '@/lib/effects/literature-schema'
import { literatureModels, modelIn } from './models'
import type { Keyed } from './store-claims'
import { LiteratureWeights } from './weights'

/**
 * Stores published effects and links them to the removed records, which claims must already state; the transaction must hold `lockModel` for
 * their repos.
 * @returns the keys of the models
 */
export async function storeEffects(tx: Db, added: readonly Keyed<LiteratureEffect>[]): Promise<number[]> {
  if (added.length === 0) return []
  const models = await literatureModels(
    tx,
    added.map(({ item }) => ({ repo: item.repo })),
  )
  const weights = await LiteratureWeights.of(tx, [...models.values()])
  const rows = added.map(({ item, key }) => ({
    key,
    modelId: modelIn(models, item.repo),
    sourceKey: item.source,
    body: item satisfies Prisma.InputJsonObject,
  }))
  const made = await tx.effect.createManyAndReturn({ data: rows, select: { id: true, key: true, modelId: true } })
  const items = new Map(added.map(({ item, key }) => [key, item]))
  const removed = made.flatMap(({ id, key, modelId }) => {
    const item = items.get(key)
    return (item ? removedScalars(item) : []).map((member, position) => ({
      effectId: id,
      weightId: weights.at({ ...member, modelId }),
      position,
    }))
  })
  await tx.effectMember.createMany({ data: removed })
  return [...models.values()]
}
