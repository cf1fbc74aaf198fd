import { db } from '@/lib/db'
import { CHALLENGE_INCLUDE, challengeRecord } from './render'
import { actOf } from './stored'

/** A record that was withdrawn, and where it was decided. */
export interface WithdrawnRecord {
  readonly id: string
  readonly url: string
  readonly title: string
  /** When it was withdrawn. */
  readonly at: string
  /** Why, in Markdown. */
  readonly reason: string
  readonly challenge: string
}

/** The records of a model that were withdrawn, in the order of that. */
export async function withdrawnOfModel(repo: string): Promise<WithdrawnRecord[]> {
  const ofModel = { model: { repo }, withdrawn: true }
  const rows = await db.challenge.findMany({
    where: { state: 'withdrawn', OR: [{ weight: ofModel }, { set: ofModel }] },
    include: CHALLENGE_INCLUDE,
    orderBy: { id: 'asc' },
  })
  // Withdrawing a record decides all its open challenges; the first of them is the one that was answered.
  const decisions = rows
    .flatMap((row) => {
      const event = row.events.findLast(({ act }) => actOf(act) === 'withdrawn')
      return event ? [{ row, event }] : []
    })
    .toSorted((a, b) => a.event.id - b.event.id)
  const records = new Map<string, WithdrawnRecord>()
  for (const { row, event } of decisions) {
    const { id: challenge, record } = challengeRecord(row)
    const { id, url, title } = record
    if (!records.has(id)) records.set(id, { id, url, title, at: event.at.toISOString(), reason: event.text, challenge })
  }
  return [...records.values()]
}
