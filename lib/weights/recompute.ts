import { unitClaims } from '@/lib/claims/corroborating'
import type { Db } from '@/lib/db'
import { canonicalJson } from '@/lib/protocol'
import type { Prisma } from '@/prisma/generated/client'
import { WEIGHT_PARTS, type WeightParts } from './parts'
import { renderWeight } from './render'
import { WeightRecord } from './schema'

/**
 * Derives a weight's level, class and rendered record from its claims and reports, and keeps the record as the next version. Nothing is written
 * when nothing but the time would differ. The transaction must hold `lockModel` for its repo.
 * @param reason why it is computed anew, in plain words: kept with the version
 * @returns the version that stands now
 * @throws RangeError when there is no such weight
 */
export async function recomputeWeight(tx: Db, id: number, reason: string): Promise<number> {
  const [version] = await recomputeWeights(tx, [id], reason)
  if (version === undefined) throw new RangeError(`There is no weight ${id}.`)
  return version
}

/** The same for many weights, whose rows are read together. @returns the versions that stand now, in the order of the weights' keys */
export async function recomputeWeights(tx: Db, ids: readonly number[], reason: string): Promise<number[]> {
  const weights = await tx.weight.findMany({
    where: { id: { in: [...ids] } },
    include: WEIGHT_PARTS,
    orderBy: { id: 'asc' },
  })
  const units = await unitClaims(tx, [...new Set(weights.map(({ modelId }) => modelId))])
  const currents = await tx.weightVersion.findMany({
    where: { OR: weights.map(({ id: weightId, version }) => ({ weightId, version })) },
  })
  const bodies = new Map(currents.map(({ weightId, body }) => [weightId, body]))
  const versions: number[] = []
  for (const weight of weights)
    versions.push(
      await keepVersion(tx, weight, await renderWeight(tx, weight, units), bodies.get(weight.id) ?? null, reason),
    )
  return versions
}

async function keepVersion(
  tx: Db,
  { id, version: last }: WeightParts,
  { body, grading }: Awaited<ReturnType<typeof renderWeight>>,
  current: Prisma.JsonValue,
  reason: string,
): Promise<number> {
  if (sameRecord(current, body)) return last
  const version = last + 1
  const now = new Date()
  const record = WeightRecord.parse({ ...body, version, updated_at: now.toISOString() })
  await tx.weightVersion.createMany({
    data: { weightId: id, version, body: record as Prisma.InputJsonValue, reason, createdAt: now },
  })
  await tx.weight.updateMany({
    where: { id },
    data: {
      version,
      level: grading.level.number,
      class: grading.class,
      publishedNegative: body.published_as_negative,
      updatedAt: now,
    },
  })
  return version
}

/** Whether a kept body says the same as a new one, whose version and time it does not have yet. */
export function sameRecord(kept: Prisma.JsonValue, body: object): boolean {
  if (kept === null || typeof kept !== 'object' || Array.isArray(kept)) return false
  const { version: _version, updated_at: _time, ...rest } = kept
  return canonicalJson(rest) === canonicalJson(body as Parameters<typeof canonicalJson>[0])
}
