import { AppError } from '@/lib/errors/app-error'
import { allowOf, methodNotAllowed } from './refuse/method'
import { MAX_HEADER_BYTES, REQUEST_TIMEOUT_MS } from './limits'
import { type ParsedRequest, splitTarget } from './request'

/** The error of Node's parser for an invalid request. */
export interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
}

/** The request line; its method is a token (RFC 9110). */
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}) (\/[\x21-\x7e]*) HTTP\/1\.[01]\r?\n/

/** The refusal of an unparsable request, with as much of the request as is known. A request with an unknown method is still readable. */
export function refuseUnreadable({ code, rawPacket }: ParserError): { refusal: AppError; asked: ParsedRequest } {
  const [, method = '', target = ''] = REQUEST_LINE.exec(rawPacket?.toString('latin1') ?? '') ?? []
  const asked = { method, ...splitTarget(target), headers: new Headers() }
  if (code === 'HPE_INVALID_METHOD' && method !== '')
    return { refusal: methodNotAllowed(method, allowOf(asked.path)), asked }
  if (code === 'HPE_HEADER_OVERFLOW') return { refusal: headersTooLarge(), asked }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { refusal: requestTimeout(), asked }
  return {
    refusal: new AppError({
      status: 400,
      code: 'malformed-request',
      detail: 'This is not an HTTP/1.1 request: its request line or a header cannot be parsed.',
    }),
    asked,
  }
}

function headersTooLarge(): AppError {
  return new AppError({
    status: 431,
    code: 'headers-too-large',
    detail: `The URL and headers of the request exceed ${MAX_HEADER_BYTES / 1024} kB. Shorten the URL, or clear this site's cookies.`,
  })
}

function requestTimeout(): AppError {
  return new AppError({
    status: 408,
    code: 'request-timeout',
    detail: `The request did not arrive within ${REQUEST_TIMEOUT_MS / 1000} seconds. Send it again.`,
  })
}
