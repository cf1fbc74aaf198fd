import { missingOf } from '@/lib/http/missing'
import { printId } from '@/lib/ids'
import { FindResult, isEnded, type Verdict } from '@/lib/protocol'
import type { Place } from '@/lib/queue/places'
import { changedBy } from './changed-by'
import type { SubmissionRows } from './include'
import { Progress, ScreenedCoordinate, type SubmissionRecord } from './schema'
import { statusOf } from './status'

const UNREAD = 'The checkpoint has not been read.'
const NEVER_READ = 'The checkpoint could not be read.'

/**
 * A submission in the form of the API and its
 * page.
 * @param place its place while it is queued, else null
 */
export function submissionRecord(
  submission: SubmissionRows,
  place: Place | null,
  verdict: Verdict | null,
): SubmissionRecord {
  const status = statusOf(submission.status)
  const id = printId('submission', submission.id)
  const screened = ScreenedCoordinate.array().nullable().parse(submission.screened)
  const fields = {
    schema_version: 1 as const,
    id,
    url: `/submissions/${id}`,
    kind: submission.coordinates.length === 0 ? ('search' as const) : ('claim' as const),
    status,
    reason: submission.reason === null ? null : { code: submission.reasonCode, text: submission.reason },
    suggestions: status === 'blocked' ? submission.suggestions : [],
    account: submission.account.handle,
    repo: submission.repo,
    revision: submission.revision,
    commit: submission.commit,
    family: submission.family,
    coordinates: submission.coordinates,
    screened,
    claimed_value: submission.claimedValue,
    source: submission.source,
    note: submission.note,
    joined: submission.joins.map(({ account, source, note, claimedValue, joinedAt }) => ({
      account: account.handle,
      source,
      note,
      claimed_value: claimedValue,
      at: joinedAt.toISOString(),
    })),
    history: submission.events.map((e) => ({
      status: statusOf(e.status),
      reason_code: e.reasonCode,
      reason: e.reason,
      at: e.at.toISOString(),
      by: changedBy(e),
    })),
    reviews: submission.reviews.map(({ account, text, at }) => ({ by: account.handle, text, at: at.toISOString() })),
    challenge: submission.challengeId === null ? null : printId('challenge', submission.challengeId),
    queue: place && {
      lane: place.lane,
      position: place.position,
      prioritised: place.prioritised,
      starts_in_seconds: place.startsInSeconds,
      estimate_seconds: place.estimateSeconds,
    },
    progress: Progress.nullable().parse(submission.progress),
    attempts: submission.attempts,
    report: submission.report?.sha256 ?? null,
    verdict,
    search: FindResult.nullable().parse(submission.searchResult),
    weights: screened?.flatMap((c) => (c.weight === null ? [] : [c.weight])) ?? [],
    set: typeof submission.report?.setId === 'number' ? printId('set', submission.report.setId) : null,
  }
  return {
    ...fields,
    missing: missingFor(fields),
    created_at: submission.createdAt.toISOString(),
    updated_at: submission.updatedAt.toISOString(),
  }
}

type Fields = Omit<SubmissionRecord, 'missing' | 'created_at' | 'updated_at'>

function missingFor(fields: Fields): Record<string, string> {
  const { status, coordinates, kind } = fields
  const ended = isEnded(status)
  const unread = ended ? NEVER_READ : UNREAD
  const unfinished = ended ? 'It ended without a complete run.' : 'No run has finished yet.'
  const unjudged = kind === 'search' ? 'It is a search, and claims nothing.' : unfinished
  const reasons = {
    revision: 'None was given, so the main branch applies.',
    commit: unread,
    family: unread,
    screened: unread,
    challenge: 'No challenge led to it.',
    claimed_value: coordinates.length === 1 ? 'None was claimed.' : 'A value is accepted only for a single coordinate.',
    source: 'None was given.',
    note: 'None was given.',
    queue:
      status === 'received'
        ? 'It is queued once its checkpoint has been read.'
        : status === 'running'
          ? `It is being ${kind === 'search' ? 'searched' : 'verified'} now.`
          : 'It is no longer waiting.',
    progress: 'No verifier has started.',
    report: unjudged,
    verdict: unjudged,
    search: kind === 'search' ? unfinished : 'It claims coordinates, and is not a search.',
    set:
      coordinates.length > 1
        ? 'The record of a set is created with its first report.'
        : `It is ${kind === 'search' ? 'a search' : 'a single coordinate'}.`,
  }
  return missingOf(fields, reasons)
}
