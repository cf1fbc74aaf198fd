import { CHALLENGE_INCLUDE, challengeRecord } from '@/lib/challenges/render'
import type { ChallengeRecord } from '@/lib/challenges/schema'
import { db } from '@/lib/db'
import { REASON_CODES, standsWith } from '@/lib/reasons'
import { SUBMISSION_INCLUDE } from '@/lib/submissions/include'
import { submissionRecord } from '@/lib/submissions/render'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import type { Prisma, SubmissionStatus } from '@/prisma/generated/client'
import { conflictingRecords, type Conflict } from './conflicts'

/** Of each kind: who has looked at these loads the page again. */
const SHOWN = 50

/** What waits for a reviewer's eye, each with how many there are. */
export interface ReviewQueue {
  /** Open challenges, the oldest first. */
  readonly challenges: Part<ChallengeRecord>
  /** Records whose reports disagree. */
  readonly conflicts: readonly Conflict[]
  /** Submissions whose runs ended without an outcome, again and again, for reasons that may be gone by now, the oldest first. */
  readonly givenUp: Part<SubmissionRecord>
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

/** What a run is tried again for: a submission that ended with it ran out of runs, and says nothing of its claim. */
const RETRIED = REASON_CODES.filter((code) => standsWith(code, 'queued'))

const READ = ['screened', 'queued', 'running', 'accepted'] as const satisfies readonly SubmissionStatus[]

export async function reviewQueue(): Promise<ReviewQueue> {
  const [challenges, conflicts, givenUp, refuted, claims] = await Promise.all([
    openChallenges(),
    conflictingRecords(SHOWN),
    submissionsWith({ status: { in: ['failed', 'blocked'] }, reasonCode: { in: RETRIED } }),
    unreviewed(['notConfirmed']),
    unreviewed(READ),
  ])
  return { challenges, conflicts, givenUp, refuted, claims }
}

async function openChallenges(): Promise<Part<ChallengeRecord>> {
  const where = { state: 'open' } as const
  const [total, rows] = await Promise.all([
    db.challenge.count({ where }),
    db.challenge.findMany({ where, include: CHALLENGE_INCLUDE, orderBy: { id: 'asc' }, take: SHOWN }),
  ])
  return { total, items: rows.map(challengeRecord) }
}

const unreviewed = (status: readonly SubmissionStatus[]) =>
  submissionsWith({ status: { in: [...status] }, challengeId: null, coordinates: { isEmpty: false } })

/** Those that nobody has looked at. */
async function submissionsWith(also: Prisma.SubmissionWhereInput): Promise<Part<SubmissionRecord>> {
  const where = { ...also, reviews: { none: {} } }
  const [total, rows] = await Promise.all([
    db.submission.count({ where }),
    db.submission.findMany({ where, include: SUBMISSION_INCLUDE, orderBy: { id: 'asc' }, take: SHOWN }),
  ])
  return { total, items: rows.map((row) => submissionRecord(row, null, null)) }
}

/** How many things wait, for headings. */
export const waitingIn = ({ challenges, conflicts, givenUp, refuted, claims }: ReviewQueue): number =>
  challenges.total + conflicts.length + givenUp.total + refuted.total + claims.total
