import { AppError } from '@/lib/errors/app-error'
import { internalError } from '@/lib/errors/internal'
import { outageOf } from '@/lib/http/outage'
import { log } from '@/lib/log/log'
import { refusalResponse } from './refusal'
import type { ParsedRequest } from './request'

/** What is said in the place of an answer that `cause` has broken: an error written for clients, an outage, or else 500, logged under the request id that is shown. */
export function failureResponse(cause: unknown, asked: ParsedRequest): Response {
  const told = cause instanceof AppError ? cause : outageOf(cause)
  const response = refusalResponse(told ?? internalError(), asked)
  if (told === null) {
    const { method, path } = asked
    log('error', 'request failed', { request_id: response.headers.get('x-request-id'), method, path, error: cause })
  }
  return response
}
