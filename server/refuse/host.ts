import { AppError } from '@/lib/errors/app-error'
import type { ParsedRequest } from '../request'

/** RFC 9112, 3.2: a request without a Host is refused. Node would do so too, but without our headers. */
export function refuseHost({ headers }: ParsedRequest): AppError | null {
  if (headers.get('host')) return null
  return new AppError({
    status: 400,
    code: 'malformed-request',
    detail: 'The request has no `Host` header. Send the name and port that you connect to.',
  })
}
