import { db } from '@/lib/db'
import { decodeCursor, encodeCursor } from '@/lib/http/cursor'
import { queuePlacesOf } from '@/lib/queue/places'
import { SUBMISSION_INCLUDE } from './include'
import { submissionRecord } from './render'
import type { SubmissionQuery, SubmissionRecord } from './schema'
import { storedStatus } from './status'
import { verdictsOf } from './verdicts'

const ORDER = 'id:desc'

export interface SubmissionPage {
  readonly items: SubmissionRecord[]
  readonly nextCursor: string | null
}

/**
 * One page of submissions, latest first.
 * @throws AppError 400 `bad-cursor`
 */
export async function listSubmissions({
  status,
  repo,
  account,
  limit,
  cursor,
}: SubmissionQuery): Promise<SubmissionPage> {
  const before = cursor === undefined ? null : decodeCursor(ORDER, cursor).id
  const rows = await db.submission.findMany({
    where: {
      ...(status === undefined ? {} : { status: storedStatus(status) }),
      ...(repo === undefined ? {} : { repo }),
      ...(account === undefined ? {} : { account: { handle: account } }),
      ...(before === null ? {} : { id: { lt: before } }),
    },
    include: SUBMISSION_INCLUDE,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const queued = page.filter((s) => s.status === 'queued').map((s) => s.id)
  const [places, verdicts] = await Promise.all([
    queuePlacesOf(queued),
    verdictsOf(page.flatMap((s) => s.reportSha ?? [])),
  ])
  const last = page.at(-1)
  return {
    items: page.map((s) =>
      submissionRecord(s, places.get(s.id) ?? null, s.reportSha === null ? null : (verdicts.get(s.reportSha) ?? null)),
    ),
    nextCursor: rows.length > limit && last ? encodeCursor(ORDER, { value: last.id, id: last.id }) : null,
  }
}
