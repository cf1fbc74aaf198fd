import type { AppError } from '@/lib/errors/app-error'
import { readOnlyProblem } from '@/lib/limits/read-only'
import { type ParsedRequest, isWriting } from '../request'

/** Refuses every writing method while the registry only answers readers: signing in and out too. */
export function refuseWhileReadOnly({ method }: ParsedRequest): AppError | null {
  return isWriting(method) ? readOnlyProblem() : null
}
