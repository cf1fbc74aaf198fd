import { env } from '@/lib/env'
import { AppError } from '@/lib/errors/app-error'

/** An operator works on the registry meanwhile; programs that retry should not ask every second. */
const RETRY_SECONDS = 300

/** Why nothing can be changed now: the operator has set READ_ONLY; null otherwise. */
export function readOnlyProblem(): AppError | null {
  if (!env().READ_ONLY) return null
  return new AppError({
    status: 503,
    code: 'read-only',
    detail:
      'This registry only answers readers at the moment: its operator has set READ_ONLY. Nothing was done; send this again later.',
    headers: { 'retry-after': String(RETRY_SECONDS) },
  })
}
