import { db } from '@/lib/db'
import { VERIFIED_FROM } from '@/lib/weights/schema'
import { DEMO_OWNER } from '@/lib/hub/names/demo'

/** The front page's figures, counted on each request. Demonstration models are only in the last one. */
export interface ThreeNumbers {
  /** Coordinates on record at any level, except those withdrawn, and those published as negative and not found to be super weights here. */
  readonly weights: number
  /** Of them, those that this registry reproduced (level 2 or higher). */
  readonly verified: number
  /** Their models. */
  readonly models: number
  /** Coordinates of demonstration models, not counted above. */
  readonly demo: number
}

/** A negative result is on record too, but is not a super weight. */
const NEGATIVE = { publishedNegative: true, level: { lt: VERIFIED_FROM } }

export async function threeNumbers(): Promise<ThreeNumbers> {
  const demo = { repo: { startsWith: `${DEMO_OWNER}/` } }
  const [weights, verified, models, demos] = await Promise.all([
    db.weight.count({ where: { model: { NOT: demo }, NOT: NEGATIVE, withdrawn: false } }),
    db.weight.count({ where: { model: { NOT: demo }, level: { gte: VERIFIED_FROM } } }),
    db.model.count({ where: { NOT: demo, weights: { some: { NOT: NEGATIVE, withdrawn: false } } } }),
    db.weight.count({ where: { model: demo, withdrawn: false } }),
  ])
  return { weights, verified, models, demo: demos }
}
