import { isEnded } from '@/lib/protocol'
import { waitUntil } from '@/scripts/processes/alive'
import { getSubmission } from '@/lib/submissions/get'
import type { SubmissionRecord } from '@/lib/submissions/schema'

export async function recordOf(id = 'SUB-000001'): Promise<SubmissionRecord> {
  const record = await getSubmission(id)
  if (record === null) throw new Error(`There is no ${id}.`)
  return record
}

/** Waits until the submission is as wanted and returns it; fails with what it is instead. */
export async function waitFor(
  wanted: (record: SubmissionRecord) => boolean,
  limitMs = 90_000, // a busy machine of two cores gets its time
  id?: string,
): Promise<SubmissionRecord> {
  let record = await recordOf(id)
  await waitUntil(async () => wanted((record = await recordOf(id))), limitMs, 50)
  if (!wanted(record))
    throw new Error(
      `Waited ${limitMs} ms; the submission is ${record.status}: ${record.reason?.text ?? ''} ${JSON.stringify(record.history.map((h) => h.status))}`,
    )
  return record
}

export const hasEnded = ({ status }: SubmissionRecord): boolean => isEnded(status)
