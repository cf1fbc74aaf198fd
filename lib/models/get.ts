import { db } from '@/lib/db'
import { isRepo } from '@/lib/hub/names/repo'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { MODEL_PARTS } from './parts'
import { modelRecord } from './render'
import type { ModelRecord } from './schema'

/** The record of a repo, or null when this registry knows nothing of it. The name has to be spelled as its owner spells it. */
export async function getModel(repo: string): Promise<ModelRecord | null> {
  if (!isRepo(repo)) return null
  const model = await db.model.findUnique({ where: { repo }, include: MODEL_PARTS })
  if (!model) return null
  const where = { modelId: model.id }
  const [weights, verified, sets] = await Promise.all([
    db.weight.count({ where }),
    db.weight.count({ where: { ...where, level: { gte: VERIFIED_FROM } } }),
    db.set.count({ where }),
  ])
  return modelRecord(model, { weight_count: weights, verified_count: verified, set_count: sets })
}

/** The repo that is meant where only its upper and lower case were mistaken, as the Hub reads names too; null when there is none. */
export async function repoInAnyCase(repo: string): Promise<string | null> {
  if (!isRepo(repo)) return null
  const [known] = await db.$queryRaw<
    { repo: string }[]
  >`select repo from models where lower(repo) = lower(${repo}) order by id limit 1`
  return known?.repo ?? null
}
