import { db } from '@/lib/db'
import { CoordinateError, parseCoordinate, type ParsedCoordinate } from '@/lib/coordinates'
import { parseId, printId } from '@/lib/ids'
import { isEnded, type Status } from '@/lib/protocol'
import type { Prisma } from '@/prisma/generated/client'
import { statusOf } from './status'

/** A submission as shown on the page of a record. */
export interface SubmissionSummary {
  readonly id: string
  readonly status: Status
  /** Whether nothing more will happen with it. */
  readonly ended: boolean
  /** Why it is in this state. */
  readonly reason: string | null
  readonly source: string | null
  readonly note: string | null
  /** Handles of the accounts that claim it: who sent it, and who joined. */
  readonly claimants: readonly string[]
  /** The challenge for which it verifies the record again: then nobody claims anything by it. */
  readonly challenge: string | null
}

/** The location of a weight. */
export interface WeightPlace {
  readonly repo: string
  readonly layer: number
  readonly expert: number | null
  readonly row: number
  readonly col: number
}

/** Most submissions of one repo that are examined, latest first: a record's page is not an index, and links to the queue. */
const LOOKED_AT = 200
/** Most submissions that a record's page lists. */
const SHOWN = 10

const FIELDS = {
  id: true,
  status: true,
  reason: true,
  source: true,
  note: true,
  challengeId: true,
  account: { select: { handle: true } },
  joins: { select: { account: { select: { handle: true } } }, orderBy: { joinedAt: 'asc' } },
} as const satisfies Prisma.SubmissionSelect

/** The latest submissions that name a weight, including those whose checkpoint has not been read yet and which therefore have no claim on the record. */
export async function submissionsOfWeight(place: WeightPlace): Promise<SubmissionSummary[]> {
  const rows = await db.submission.findMany({
    where: { repo: place.repo },
    orderBy: { id: 'desc' },
    take: LOOKED_AT,
    select: { ...FIELDS, coordinates: true },
  })
  return rows
    .filter(({ coordinates }) => coordinates.some((typed) => names(typed, place)))
    .slice(0, SHOWN)
    .map(briefOf)
}

/** The submissions that led to a set's reports, latest first. */
export async function submissionsOfSet(name: string): Promise<SubmissionSummary[]> {
  const setId = parseId('set', name)
  if (setId === null) return []
  return (
    await db.submission.findMany({ where: { report: { setId } }, orderBy: { id: 'desc' }, take: SHOWN, select: FIELDS })
  ).map(briefOf)
}

function names(typed: string, { layer, expert, row, col }: WeightPlace): boolean {
  const read = readTyped(typed)
  return read !== null && read.layer === layer && read.expert === expert && read.row === row && read.col === col
}

/** A spelling accepted in the past may no longer be valid. */
function readTyped(typed: string): ParsedCoordinate | null {
  try {
    return parseCoordinate(typed)
  } catch (error) {
    if (error instanceof CoordinateError) return null
    throw error
  }
}

type Row = Prisma.SubmissionGetPayload<{ select: typeof FIELDS }>

function briefOf({ id, status: stored, reason, source, note, challengeId, account, joins }: Row): SubmissionSummary {
  const status = statusOf(stored)
  const claimants = [account, ...joins.map((one) => one.account)].map(({ handle }) => handle)
  const challenge = challengeId === null ? null : printId('challenge', challengeId)
  return { id: printId('submission', id), status, ended: isEnded(status), reason, source, note, claimants, challenge }
}
