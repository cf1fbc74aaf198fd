import type { Problem } from '@/components/form/problem'
import type { AccountAuth } from '@/lib/accounts/auth'
import { AppError } from '@/lib/errors/app-error'
import { type Caller, guarded } from '@/lib/http/guard'
import { outageOf } from '@/lib/http/outage'
import { reasonFacts } from '@/lib/reasons'

/** What a form's action did, or the problem to show in the form. */
export type Attempt<T> = { readonly done: T } | { readonly problem: Problem }

/**
 * Does what a form asks for. As in the API, the guard comes first: a sender who may not write learns nothing else. What was typed stays in the form even when
 * the database is down.
 */
export async function attempt<T>(
  auth: AccountAuth,
  request: Request,
  work: (caller: Caller) => Promise<T>,
): Promise<Attempt<T>> {
  try {
    return { done: await guarded({ auth }, request, work) }
  } catch (error) {
    const told = error instanceof AppError ? error : outageOf(error)
    if (told === null) throw error
    return { problem: problemOf(told) }
  }
}

/** An error in the form of the API's problems. */
export function problemOf(error: AppError): Problem {
  return { ...error.extra, code: error.code, title: reasonFacts(error.code).title, detail: error.message }
}
