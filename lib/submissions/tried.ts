import { db } from '@/lib/db'
import { printId } from '@/lib/ids'

/** A claim about a model that was not confirmed, or a search of it that ended. */
export interface Tried {
  readonly id: string
  /** As typed; none for a search. */
  readonly coordinates: readonly string[]
  /** Why it was not confirmed, or what the search found. */
  readonly reason: string | null
  readonly report: string | null
  readonly at: Date
}

/** The latest of them; all are in the list of submissions. */
const SHOWN = 20

/** What was tried on a model and not confirmed, and the searches of it, latest first. */
export async function triedOn(repo: string): Promise<Tried[]> {
  const rows = await db.submission.findMany({
    where: { repo, status: { in: ['notConfirmed', 'searched'] } },
    orderBy: { id: 'desc' },
    take: SHOWN,
    select: { id: true, coordinates: true, reason: true, reportSha: true, updatedAt: true },
  })
  return rows.map(({ id, coordinates, reason, reportSha, updatedAt }) => ({
    id: printId('submission', id),
    coordinates,
    reason,
    report: reportSha,
    at: updatedAt,
  }))
}
