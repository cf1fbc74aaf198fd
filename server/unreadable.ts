import { AppError } from '@/lib/errors/app-error'
import { allowOf, methodNotAllowed } from './refuse/method'
import { MAX_HEADER_BYTES, REQUEST_TIMEOUT_MS } from './limits'
import { type ParsedRequest, splitTarget } from './request'

/** What Node's parser says of a request it could not read. */
export interface ParserError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
}

/** The first line of a request; its method is what RFC 9110 calls a token. */
const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}) (\/[\x21-\x7e]*) HTTP\/1\.[01]\r?\n/

/** The refusal of a request that could not be read, and as much of the request as is known. A method that the parser does not know is a readable request all the same. */
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
      detail: 'This is not an HTTP/1.1 request: a line or a header of it cannot be read.',
    }),
    asked,
  }
}

function headersTooLarge(): AppError {
  return new AppError({
    status: 431,
    code: 'headers-too-large',
    detail: `The address and headers of the request exceed ${MAX_HEADER_BYTES / 1024} kB. Shorten the address, or clear this site's cookies.`,
  })
}

function requestTimeout(): AppError {
  return new AppError({
    status: 408,
    code: 'request-timeout',
    detail: `The request did not arrive within ${REQUEST_TIMEOUT_MS / 1000} seconds. Send it again.`,
  })
}
