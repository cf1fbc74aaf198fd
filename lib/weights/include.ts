import { CLAIM_INCLUDE } from '@/lib/claims/render'
import { EFFECT_INCLUDE } from '@/lib/effects/render'
import type { Prisma } from '@/prisma/generated/client'

/** All rows a weight's record is rendered from. */
export const WEIGHT_INCLUDE = {
  model: true,
  claims: { include: CLAIM_INCLUDE, orderBy: { id: 'asc' } },
  memberships: { include: { set: true }, orderBy: { setId: 'asc' } },
  reports: { include: { report: { include: { members: true } } } },
  effects: {
    where: { effect: { withdrawnAt: null } },
    include: { effect: { include: EFFECT_INCLUDE } },
    orderBy: { effectId: 'asc' },
  },
} as const satisfies Prisma.WeightInclude

export type WeightRows = Prisma.WeightGetPayload<{ include: typeof WEIGHT_INCLUDE }>
