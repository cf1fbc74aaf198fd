import type { Db } from '@/lib/db'
import { MODEL_SELECT, WEIGHT_INCLUDE } from './include'
import { renderWeight, type RenderedWeight } from './render'

/** Records of weights by key, rendered from rows that are read together; in the order of the keys. */
export async function renderWeights(tx: Db, ids: readonly number[]): Promise<ReadonlyMap<number, RenderedWeight>> {
  const weights = await tx.weight.findMany({
    where: { id: { in: [...ids] } },
    include: WEIGHT_INCLUDE,
    orderBy: { id: 'asc' },
  })
  const models = await tx.model.findMany({
    where: { id: { in: [...new Set(weights.map(({ modelId }) => modelId))] } },
    select: MODEL_SELECT,
  })
  const byId = new Map(models.map((model) => [model.id, model]))
  const rendered = new Map<number, RenderedWeight>()
  for (const weight of weights) rendered.set(weight.id, await renderWeight(tx, weight, byId.get(weight.modelId)))
  return rendered
}
