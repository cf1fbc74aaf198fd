import { arrival, forwardedBy } from './arrival'

/**
 * Hands a compressed answer on to Next, which drops its `content-encoding` and would compress the bytes once more. The front says the encoding on the answer
 * itself, and Next leaves that alone. Under Next alone the answer goes out plain, for Next to compress; its tag is weak then, as the bytes are not known.
 */
export function encoded(answer: Response, request: Request): Response {
  const encoding = answer.headers.get('content-encoding')
  if (encoding === null) return answer
  const front = arrival()
  if (front !== null) front.encodeAs?.(encoding)
  return front === null && forwardedBy(request) !== null ? plain(answer) : answer
}

function plain(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.delete('content-encoding')
  headers.set('etag', `W/${headers.get('etag')?.replace(/^W\//, '') ?? '""'}`)
  const body = answer.body === null ? null : answer.body.pipeThrough(new DecompressionStream('gzip'))
  return new Response(body, { status: answer.status, headers })
}
