import type { Db } from '@/lib/db'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { MODEL_INCLUDE } from './include'
import { modelRecord, type RenderedModel } from './render'

/** Records of models by key, from their rows. */
export async function renderModels(tx: Db, ids: readonly number[]): Promise<ReadonlyMap<number, RenderedModel>> {
  const rendered = new Map<number, RenderedModel>()
  for (const id of ids) {
    const model = await tx.model.findUnique({ where: { id }, include: MODEL_INCLUDE })
    if (!model) continue
    const where = { modelId: id }
    rendered.set(
      id,
      modelRecord(model, {
        weight_count: await tx.weight.count({ where }),
        verified_count: await tx.weight.count({ where: { ...where, level: { gte: VERIFIED_FROM } } }),
        set_count: await tx.set.count({ where }),
      }),
    )
  }
  return rendered
}
