import { arrival, forwardedBy } from '@/lib/arrival/arrival'

/**
 * Passes on a compressed response. The front sends it unchanged. Next alone drops `content-encoding` and would compress the bytes again: without the front it is
 * decompressed, for Next to compress; its tag is then weak, as the bytes are not known.
 */
export function encoded(answer: Response, request: Request): Response {
  if (!answer.headers.has('content-encoding')) return answer
  return arrival() === null && forwardedBy(request) !== null ? plain(answer) : answer
}

function plain(answer: Response): Response {
  const headers = new Headers(answer.headers)
  headers.delete('content-encoding')
  headers.set('etag', `W/${headers.get('etag')?.replace(/^W\//, '') ?? '""'}`)
  const body = answer.body === null ? null : answer.body.pipeThrough(new DecompressionStream('gzip'))
  return new Response(body, { status: answer.status, headers })
}
