import type { Prisma } from '@/prisma/generated/client'

/** All rows a submission's record is rendered from, except the report's body: it is large, and read only for a verdict that is not stored yet. */
export const SUBMISSION_INCLUDE = {
  account: true,
  events: { orderBy: { id: 'asc' }, include: { account: { select: { handle: true } } } },
  joins: { orderBy: { joinedAt: 'asc' }, include: { account: { select: { handle: true } } } },
  reviews: { orderBy: { id: 'asc' }, include: { account: { select: { handle: true } } } },
  report: { select: { sha256: true, setId: true } },
} as const satisfies Prisma.SubmissionInclude

export type SubmissionRows = Prisma.SubmissionGetPayload<{ include: typeof SUBMISSION_INCLUDE }>
