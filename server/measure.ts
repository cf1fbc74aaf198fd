import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AnswerKind, countAnswer } from '@/lib/metrics/http'
import { isApi, splitTarget } from './request'

/** Counts an answer and its time once it was sent; one whose client has gone is not counted. */
export function measure(request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now()
  const kind = kindOf(splitTarget(request.url ?? '').path)
  response.once('finish', () =>
    countAnswer({
      kind,
      method: request.method ?? '',
      status: response.statusCode,
      seconds: (performance.now() - startedAt) / 1_000,
    }),
  )
}

function kindOf(path: string): AnswerKind {
  if (isApi(path)) return 'api'
  return path.startsWith('/_next/') ? 'file' : 'page'
}
