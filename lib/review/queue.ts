import { CHALLENGE_INCLUDE, challengeRecord } from '@/lib/challenges/render'
import type { ChallengeRecord } from '@/lib/challenges/schema'
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
  readonly challenges: Part<ChallengeRecord>
  /** Records whose reports disagree. */
  readonly conflicts: readonly Conflict[]
  /** Claims that were not confirmed and that nobody has looked at, the oldest first. */
  readonly refuted: Part<SubmissionRecord>
  /** Other claims whose value was read and that nobody has looked at, the oldest first. */
  readonly claims: Part<SubmissionRecord>
}

/** Some of what waits, and how much there is. */
interface Part<T> {
  readonly total: number
  readonly items: readonly T[]
}

const READ = ['screened', 'queued', 'running', 'accepted'] as const satisfies readonly SubmissionStatus[]

export async function reviewQueue(): Promise<ReviewQueue> {
  const [challenges, conflicts, refuted, claims] = await Promise.all([
    openChallenges(),
    conflictingRecords(SHOWN),
    unreviewed(['notConfirmed']),
    unreviewed(READ),
  ])
  return { challenges, conflicts, refuted, claims }
}

async function openChallenges(): Promise<Part<ChallengeRecord>> {
  const where = { state: 'open' } as const
  const [total, rows] = await Promise.all([
    db.challenge.count({ where }),
    db.challenge.findMany({ where, include: CHALLENGE_INCLUDE, orderBy: { id: 'asc' }, take: SHOWN }),
  ])
  return { total, items: rows.map(challengeRecord) }
}

async function unreviewed(status: readonly SubmissionStatus[]): Promise<Part<SubmissionRecord>> {
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
  challenges.total + conflicts.length + refuted.total + claims.total
