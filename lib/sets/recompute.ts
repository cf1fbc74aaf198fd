import type { Db } from '@/lib/db'
import { sameRecord } from '@/lib/weights/recompute'
import type { Prisma } from '@/prisma/generated/client'
import { SET_PARTS } from './parts'
import { renderSet } from './render'
import { SetRecord } from './schema'

/**
 * Derives a set's level, class and rendered record from its members and reports, and keeps the record as the next version unless
 * nothing but the time would differ. The transaction must hold `lockModel` for its repo.
 * @param reason why it is computed anew, in plain words: kept with the version
 * @returns the version that stands now
 * @throws RangeError when there is no such set
 */
export async function recomputeSet(tx: Db, id: number, reason: string): Promise<number> {
  const set = await tx.set.findUnique({ where: { id }, include: SET_PARTS })
  if (!set) throw new RangeError(`There is no set ${id}.`)
  const { body, grading } = renderSet(set)
  const current = await tx.setVersion.findUnique({ where: { setId_version: { setId: id, version: set.version } } })
  if (current && sameRecord(current.body, body)) return set.version
  const version = set.version + 1
  const now = new Date()
  const record = SetRecord.parse({ ...body, version, updated_at: now.toISOString() })
  await tx.setVersion.create({
    data: { setId: id, version, body: record as Prisma.InputJsonValue, reason, createdAt: now },
  })
  await tx.set.update({
    where: { id },
    data: { version, level: grading.level.number, class: grading.class, updatedAt: now },
  })
  return version
}
