import { attempt, problemOf } from '@/app/attempt'
import { MAY_SUBMIT } from '@/app/who-may-write'
import type { Problem } from '@/components/form/problem'
import { bodyOf, type Fields, type Wanted } from '@/components/submissions/fields'
import { invalidInput } from '@/lib/http/problem'
import { dryRun } from '@/lib/intake/dry-run'
import type { DryRun } from '@/lib/intake/dry-run-schema'
import { receiveSubmission } from '@/lib/intake/receive'
import { SubmissionInput } from '@/lib/submissions/schema'

/** The submission created from a form, the problem with it, or what sending it would do. */
export type ReceivedForm =
  | { readonly id: string; readonly created: boolean; readonly joined: boolean }
  | { readonly problem: Problem }
  | { readonly checked: DryRun }

/** Receives the form of a submission. */
export async function receiveForm(request: Request, fields: Fields, wanted: Wanted): Promise<ReceivedForm> {
  const attempted = await attempt(MAY_SUBMIT, request, async (caller): Promise<ReceivedForm> => {
    const { body, problem } = bodyOf(fields, wanted)
    if (!body) return { problem }
    const read = SubmissionInput.safeParse(body)
    if (!read.success) return { problem: problemOf(invalidInput(read.error)) }
    if (wanted === 'check') return { checked: await dryRun(read.data, caller) }
    const { record, created, joined } = await receiveSubmission(read.data, caller)
    return { id: record.id, created, joined }
  })
  return 'done' in attempted ? attempted.done : attempted
}
