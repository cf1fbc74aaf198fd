import { listChallenges } from '@/lib/challenges/list'
import { ChallengeQuery, type ChallengeRecord } from '@/lib/challenges/schema'
import { db } from '@/lib/db'
import { SUBMISSION_INCLUDE } from '@/lib/submissions/include'
import { submissionRecord } from '@/lib/submissions/render'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import type { SubmissionStatus } from '@/prisma/generated/client'
import { conflictingRecords, type Conflict } from './conflicts'

/** Of each kind: who has looked at these loads the page again. */
const SHOWN = 50

/** What waits for a reviewer's eye, each with how many there are. */
export interface ReviewQueue {
  /** Open challenges, the oldest first. */
  readonly challenges: readonly ChallengeRecord[]
  /** Records whose reports disagree. */
  readonly conflicts: readonly Conflict[]
  /** Claims that were not confirmed and that nobody has looked at, the oldest first. */
  readonly refuted: Part
  /** Other claims whose value was read and that nobody has looked at, the oldest first. */
  readonly claims: Part
}

interface Part {
  readonly total: number
  readonly items: readonly SubmissionRecord[]
}

const READ = ['screened', 'queued', 'running', 'accepted'] as const satisfies readonly SubmissionStatus[]

export async function reviewQueue(): Promise<ReviewQueue> {
  const [open, conflicts, refuted, claims] = await Promise.all([
    listChallenges(ChallengeQuery.parse({ state: 'open', limit: '200' })),
    conflictingRecords(SHOWN),
    unreviewed(['notConfirmed']),
    unreviewed(READ),
  ])
  return { challenges: open.items.toReversed(), conflicts, refuted, claims }
}

async function unreviewed(status: readonly SubmissionStatus[]): Promise<Part> {
  const where = {
    status: { in: [...status] },
    reviews: { none: {} },
    challengeId: null,
    coordinates: { isEmpty: false },
  }
  const [total, rows] = await Promise.all([
    db.submission.count({ where }),
    db.submission.findMany({ where, include: SUBMISSION_INCLUDE, orderBy: { id: 'asc' }, take: SHOWN }),
  ])
  return { total, items: rows.map((row) => submissionRecord(row, null, null)) }
}

/** How many things wait, for headings. */
export const waitingIn = ({ challenges, conflicts, refuted, claims }: ReviewQueue): number =>
  challenges.length + conflicts.length + refuted.total + claims.total
