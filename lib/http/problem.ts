import type { ZodError } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { describeError } from '@/lib/errors/describe'
import { internalError } from '@/lib/errors/internal'
import { log } from '@/lib/log/log'
import { outageOf } from './outage'
import { reasonFacts, reasonPath } from '@/lib/reasons'
import type { Problem } from './problem-schema'

/** Facts about the request for an error report. */
export interface ProblemContext {
  readonly requestId: string
  readonly method: string
  /** Path of the request, without its query. */
  readonly path: string
}

/**
 * Any error as RFC 9457 problem+json. Errors not written for a client are logged with the request's id and reported only as `internal`; so is a ZodError that
 * was not turned into `invalidInput`: then stored data or a response does not match its schema, which is our fault.
 */
export function problemResponse(error: unknown, occasion: ProblemContext): Response {
  const told = toAppError(error)
  if (told !== error && told.status >= 500) {
    log('error', 'request failed', {
      request_id: occasion.requestId,
      method: occasion.method,
      path: occasion.path,
      code: told.code,
      error: describeError(error),
    })
  }
  const problem: Problem = {
    ...told.extra,
    type: reasonPath(told.code),
    title: reasonFacts(told.code).title,
    status: told.status,
    detail: told.message,
    instance: occasion.path,
    code: told.code,
    request_id: occasion.requestId,
  }
  return new Response(`${JSON.stringify(problem)}\n`, {
    status: told.status,
    headers: { ...told.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return outageOf(error) ?? internalError()
}

/** A ZodError as AppError 422 `invalid-input`, with every invalid field in `errors`. */
export function invalidInput(error: ZodError): AppError {
  const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const [first] = errors
  const where = first?.path ? `${first.path}: ` : ''
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see \`errors\`)` : ''
  return new AppError({
    status: 422,
    code: 'invalid-input',
    detail: `${where}${first?.message ?? 'Not what was expected'}${more}.`,
    extra: { errors },
  })
}
