import { CLAIM_SOURCES } from '@/lib/claims/render'
import { EFFECT_PARTS } from '@/lib/effects/render'
import type { Prisma } from '@/prisma/generated/client'
import { MAX_LISTED } from './schema'

/** All rows that a model's record is rendered from. */
export const MODEL_PARTS = {
  checkpoints: { orderBy: { id: 'desc' }, take: MAX_LISTED },
  weights: { orderBy: [{ layer: 'asc' }, { id: 'asc' }], take: MAX_LISTED },
  sets: { include: { members: { orderBy: { position: 'asc' } } }, orderBy: { id: 'asc' }, take: MAX_LISTED },
  claims: {
    where: { unit: { not: 'scalar' } },
    include: CLAIM_SOURCES,
    orderBy: [{ layer: 'asc' }, { id: 'asc' }],
    take: MAX_LISTED,
  },
  effects: { where: { withdrawnAt: null }, include: EFFECT_PARTS, orderBy: { id: 'asc' }, take: MAX_LISTED },
} as const satisfies Prisma.ModelInclude

export type ModelParts = Prisma.ModelGetPayload<{ include: typeof MODEL_PARTS }>
