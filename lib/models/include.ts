import { CLAIM_INCLUDE } from '@/lib/claims/render'
import { EFFECT_INCLUDE } from '@/lib/effects/render'
import type { Prisma } from '@/prisma/generated/client'
import { MAX_LISTED } from './schema'

/** All rows a model's record is rendered from. */
export const MODEL_INCLUDE = {
  checkpoints: { orderBy: { id: 'desc' }, take: MAX_LISTED },
  weights: { where: { withdrawn: false }, orderBy: [{ layer: 'asc' }, { id: 'asc' }], take: MAX_LISTED },
  sets: {
    where: { withdrawn: false },
    include: { members: { orderBy: { position: 'asc' } } },
    orderBy: { id: 'asc' },
    take: MAX_LISTED,
  },
  claims: {
    where: { unit: { not: 'scalar' } },
    include: CLAIM_INCLUDE,
    orderBy: [{ layer: 'asc' }, { id: 'asc' }],
    take: MAX_LISTED,
  },
  effects: { where: { withdrawnAt: null }, include: EFFECT_INCLUDE, orderBy: { id: 'asc' }, take: MAX_LISTED },
} as const satisfies Prisma.ModelInclude

export type ModelRows = Prisma.ModelGetPayload<{ include: typeof MODEL_INCLUDE }>
