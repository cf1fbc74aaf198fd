import { UNIT_CLAIMS } from '@/lib/claims/corroborating'
import { CHALLENGES_OF_RECORD } from '@/lib/challenges/of-record'
import { CLAIM_INCLUDE } from '@/lib/claims/render'
import { EFFECT_INCLUDE } from '@/lib/effects/render'
import { FINDING_INCLUDE } from '@/lib/reports/finding'
import type { Prisma } from '@/prisma/generated/client'

/** All rows a weight's record is rendered from. */
export const WEIGHT_INCLUDE = {
  model: true,
  claims: { include: CLAIM_INCLUDE, orderBy: { id: 'asc' } },
  memberships: { where: { set: { withdrawn: false } }, include: { set: true }, orderBy: { setId: 'asc' } },
  // What was measured of a withdrawn set says nothing of its members either.
  reports: {
    where: { report: { OR: [{ setId: null }, { set: { withdrawn: false } }] } },
    include: { report: { include: FINDING_INCLUDE } },
  },
  challenges: CHALLENGES_OF_RECORD,
  effects: {
    where: { effect: { withdrawnAt: null } },
    include: { effect: { include: EFFECT_INCLUDE } },
    orderBy: { effectId: 'asc' },
  },
} as const satisfies Prisma.WeightInclude

/** What the records of a model's weights are rendered from besides: read once for all of them. */
export const MODEL_SELECT = {
  id: true,
  claims: UNIT_CLAIMS,
  checkpoints: { where: { gated: true }, select: { commit: true } },
} as const satisfies Prisma.ModelSelect

export type ModelRows = Prisma.ModelGetPayload<{ select: typeof MODEL_SELECT }>
export type WeightRows = Prisma.WeightGetPayload<{ include: typeof WEIGHT_INCLUDE }>
