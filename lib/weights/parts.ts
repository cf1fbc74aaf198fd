import { CLAIM_SOURCES } from '@/lib/claims/render'
import { EFFECT_PARTS } from '@/lib/effects/render'
import type { Prisma } from '@/prisma/generated/client'

/** All rows that a weight's record is rendered from. */
export const WEIGHT_PARTS = {
  model: true,
  claims: { include: CLAIM_SOURCES, orderBy: { id: 'asc' } },
  memberships: { include: { set: true }, orderBy: { setId: 'asc' } },
  reports: { include: { report: { include: { members: true } } } },
  effects: {
    where: { effect: { withdrawnAt: null } },
    include: { effect: { include: EFFECT_PARTS } },
    orderBy: { effectId: 'asc' },
  },
} as const satisfies Prisma.WeightInclude

export type WeightParts = Prisma.WeightGetPayload<{ include: typeof WEIGHT_PARTS }>
