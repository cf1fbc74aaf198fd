'use server'

import { redirect } from 'next/navigation'
import { bodyOf, FIELD_NAMES, type Fields } from '@/components/submissions/fields'
import type { FormState } from '@/components/submissions/form-state'
import type { Problem } from '@/components/form/problem'
import { incoming } from '@/app/incoming'
import { AppError } from '@/lib/errors/app-error'
import { guardWrite } from '@/lib/http/guard-write'
import { invalidInput, titleOf } from '@/lib/http/problem'
import { outageOf } from '@/lib/http/outage'
import { admitWrite } from '@/lib/limits/admit-write'
import { receiveSubmission } from '@/lib/intake/receive'
import { SubmissionInput } from '@/lib/submissions/schema'

/** Takes the form where no JavaScript runs. With JavaScript the form asks the API instead; both end in the same verb. */
export async function submitForm(_: FormState, data: FormData): Promise<FormState> {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, textOf(data.get(name))])) as Fields
  const received = await receive(fields)
  if ('problem' in received) return { fields, problem: received.problem }
  redirect(`/submissions/${received.id}${received.created ? '' : '?known=yes'}`)
}

/** As in the API the guard comes first: whoever may not write is told nothing else. */
async function receive(fields: Fields): Promise<{ id: string; created: boolean } | { problem: Problem }> {
  try {
    return await admitWrite(async () => {
      const writer = await guardWrite(await incoming())
      const { body, problem } = bodyOf(fields)
      if (!body) return { problem }
      const read = SubmissionInput.safeParse(body)
      if (!read.success) return { problem: problemOf(invalidInput(read.error)) }
      const { record, created } = await receiveSubmission(read.data, writer)
      return { id: record.id, created }
    })
  } catch (error) {
    // What was typed stays in the form also while the database is away.
    const told = error instanceof AppError ? error : outageOf(error)
    if (told === null) throw error
    return { problem: problemOf(told) }
  }
}

function problemOf(error: AppError): Problem {
  return { ...error.extra, code: error.code, title: titleOf(error.code), detail: error.message }
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : '')
