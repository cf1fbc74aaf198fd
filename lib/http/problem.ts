import type { ZodError } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { describeError } from '@/lib/errors/describe'
import { log } from '@/lib/log/log'
import { outageOf } from './outage'
import { reasonFacts, reasonPath } from '@/lib/reasons'
import type { Problem } from './problem-schema'

/** What is known of the request when something went wrong. */
export interface ProblemContext {
  readonly requestId: string
  readonly method: string
  /** Path of the request, without its query. */
  readonly path: string
}

/**
 * Any error as RFC 9457 problem+json. What nobody wrote for a client is logged with the request's id, and told only as `internal`; so is a ZodError, which is
 * ours where nobody has turned it into `invalidInput`: what stands in the database, or an answer, does not fit its schema.
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
  const outage = outageOf(error)
  if (outage) return outage
  return new AppError({
    status: 500,
    code: 'internal',
    detail:
      'Something went wrong inside the registry. It was logged; trying again may help, and the request id helps us to find it.',
  })
}

/** A ZodError as AppError 422 `invalid-input`, with every wrong field in `errors`. */
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
