import { db } from '@/lib/db'

/** The first screen's figures, each counted when asked. */
export interface ThreeNumbers {
  /** Coordinates on record, whatever their level; without those that are published as negative and were not found to be super weights here. */
  readonly weights: number
  /** Of them, those that this registry reproduced (level 2 or higher). */
  readonly verified: number
  /** Models that they are in. */
  readonly models: number
}

/** A negative result is on record too, and is no super weight. */
const NEGATIVE = { publishedNegative: true, level: { lt: 2 } }

export async function threeNumbers(): Promise<ThreeNumbers> {
  const [weights, verified, models] = await Promise.all([
    db.weight.count({ where: { NOT: NEGATIVE } }),
    db.weight.count({ where: { level: { gte: 2 } } }),
    db.model.count({ where: { weights: { some: { NOT: NEGATIVE } } } }),
  ])
  return { weights, verified, models }
}
