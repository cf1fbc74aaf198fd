import { AppError } from '@/lib/errors/app-error'
import { type ParsedRequest, isApi, isWriting } from '../request'

/** Characters of a boundary that Node reads (the parser of `Request.formData`); RFC 2046 allows shorter ones, but neither browsers nor curl make them. */
const [LEAST, MOST] = [27, 70]
const BOUNDARY = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i

/** Refuses a form whose parts nobody could tell apart: Next would answer that it broke. */
export function refuseForm({ method, path, headers }: ParsedRequest): AppError | null {
  const type = headers.get('content-type') ?? ''
  if (!isWriting(method) || isApi(path) || !/^multipart\//i.test(type)) return null
  const [, quoted, plain] = BOUNDARY.exec(type) ?? []
  const length = (quoted ?? plain ?? '').length
  if (length >= LEAST && length <= MOST) return null
  return new AppError({
    status: 400,
    code: 'malformed-request',
    detail: `The form cannot be read: its Content-Type must be multipart/form-data with a boundary of ${LEAST} to ${MOST} characters, as browsers and curl make it, and is ${JSON.stringify(type.slice(0, 120))}.`,
  })
}
