import { Prisma } from '@/prisma/generated/client'

/** Points of one axis: more would hide each other. */
const MOST = 400

/**
 * Whether a row is among at most 400 that stand for all, evenly from the first to the last: a condition on its `place` from 0 and the `total` of them, both
 * columns of bigint.
 */
export const isInSpread = Prisma.sql`(total <= ${MOST} or place = 0 or place * ${MOST - 1} / (total - 1) <> (place - 1) * ${MOST - 1} / (total - 1))`
