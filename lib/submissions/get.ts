import { db } from '@/lib/db'
import { parseId } from '@/lib/ids'
import { queuePlacesOf } from '@/lib/queue/places'
import { SUBMISSION_INCLUDE } from './include'
import { submissionRecord } from './render'
import type { SubmissionRecord } from './schema'
import { verdictsOf } from './verdicts'

/** The current state of a submission, by public id (`SUB-000001`), or null when there is none. */
export async function getSubmission(id: string): Promise<SubmissionRecord | null> {
  const number = parseId('submission', id)
  if (number === null) return null
  const submission = await db.submission.findUnique({ where: { id: number }, include: SUBMISSION_INCLUDE })
  if (!submission) return null
  const sha = submission.reportSha
  const verdict = sha === null ? null : ((await verdictsOf([sha])).get(sha) ?? null)
  const place = submission.status === 'queued' ? (await queuePlacesOf([number])).get(number) : undefined
  return submissionRecord(submission, place ?? null, verdict)
}
