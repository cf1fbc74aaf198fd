import { CHALLENGES_OF_RECORD } from '@/lib/challenges/of-record'
import { CLAIM_INCLUDE } from '@/lib/claims/render'
import { EFFECT_INCLUDE } from '@/lib/effects/render'
import { FINDING_INCLUDE } from '@/lib/reports/finding'
import type { Prisma } from '@/prisma/generated/client'

/** All rows a set's record is rendered from. */
export const SET_INCLUDE = {
  model: true,
  members: {
    include: {
      weight: {
        include: {
          claims: { include: CLAIM_INCLUDE },
          effects: { where: { effect: { withdrawnAt: null } }, include: { effect: { include: EFFECT_INCLUDE } } },
        },
      },
    },
    orderBy: { position: 'asc' },
  },
  claims: { include: CLAIM_INCLUDE, orderBy: { id: 'asc' } },
  reports: { include: FINDING_INCLUDE },
  challenges: CHALLENGES_OF_RECORD,
} as const satisfies Prisma.SetInclude

export type SetRows = Prisma.SetGetPayload<{ include: typeof SET_INCLUDE }>
