import { MAY_SUBMIT } from '@/app/who-may-write'
import type { Problem } from '@/components/form/problem'
import { bodyOf, type Fields, type Wanted } from '@/components/submissions/fields'
import { AppError } from '@/lib/errors/app-error'
import { guarded } from '@/lib/http/guard'
import { outageOf } from '@/lib/http/outage'
import { invalidInput } from '@/lib/http/problem'
import { dryRun } from '@/lib/intake/dry-run'
import type { DryRun } from '@/lib/intake/dry-run-schema'
import { receiveSubmission } from '@/lib/intake/receive'
import { reasonFacts } from '@/lib/reasons'
import { SubmissionInput } from '@/lib/submissions/schema'

/** The submission created from a form, the problem with it, or what sending it would do. */
export type ReceivedForm =
  | { readonly id: string; readonly created: boolean; readonly joined: boolean }
  | { readonly problem: Problem }
  | { readonly checked: DryRun }

/** As in the API, the guard comes first: a sender who may not write learns nothing else. */
export async function receiveForm(request: Request, fields: Fields, wanted: Wanted): Promise<ReceivedForm> {
  try {
    return await guarded({ auth: MAY_SUBMIT }, request, async (caller) => {
      const { body, problem } = bodyOf(fields, wanted)
      if (!body) return { problem }
      const read = SubmissionInput.safeParse(body)
      if (!read.success) return { problem: problemOf(invalidInput(read.error)) }
      if (wanted === 'check') return { checked: await dryRun(read.data, caller) }
      const { record, created, joined } = await receiveSubmission(read.data, caller)
      return { id: record.id, created, joined }
    })
  } catch (error) {
    // The input stays in the form even when the database is down.
    const told = error instanceof AppError ? error : outageOf(error)
    if (told === null) throw error
    return { problem: problemOf(told) }
  }
}

function problemOf(error: AppError): Problem {
  return { ...error.extra, code: error.code, title: reasonFacts(error.code).title, detail: error.message }
}
