import { CLAIM_SOURCES } from '@/lib/claims/render'
import { EFFECT_PARTS } from '@/lib/effects/render'
import type { Prisma } from '@/prisma/generated/client'

/** All rows that a set's record is rendered from. */
export const SET_PARTS = {
  model: true,
  members: {
    include: {
      weight: {
        include: {
          claims: { include: CLAIM_SOURCES },
          effects: { where: { effect: { withdrawnAt: null } }, include: { effect: { include: EFFECT_PARTS } } },
        },
      },
    },
    orderBy: { position: 'asc' },
  },
  claims: { include: CLAIM_SOURCES, orderBy: { id: 'asc' } },
  reports: { include: { members: true } },
} as const satisfies Prisma.SetInclude

export type SetParts = Prisma.SetGetPayload<{ include: typeof SET_PARTS }>
