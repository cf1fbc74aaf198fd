import type { Db } from '@/lib/db'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { MODEL_INCLUDE } from './include'
import { modelRecord, type Counts, type RenderedModel } from './render'

/** Records of models by key, from rows that are read together; in the order of the keys. */
export async function renderModels(tx: Db, ids: readonly number[]): Promise<ReadonlyMap<number, RenderedModel>> {
  const models = await tx.model.findMany({
    where: { id: { in: [...ids] } },
    include: MODEL_INCLUDE,
    orderBy: { id: 'asc' },
  })
  const counts = await countsOf(tx, ids)
  const none = { weight_count: 0, verified_count: 0, set_count: 0 }
  return new Map(models.map((model) => [model.id, modelRecord(model, counts.get(model.id) ?? none)]))
}

async function countsOf(tx: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Counts>> {
  const rows = await tx.$queryRaw<(Counts & { readonly id: number })[]>`
    select model.id,
      (select count(*) from weights where model_id = model.id and not withdrawn)::int as weight_count,
      (select count(*) from weights where model_id = model.id and level >= ${VERIFIED_FROM})::int as verified_count,
      (select count(*) from sets where model_id = model.id and not withdrawn)::int as set_count
    from unnest(${[...ids]}::int[]) model (id)`
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
