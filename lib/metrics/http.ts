import { Counter, Histogram, register } from 'prom-client'

/** What was asked for: a page, a route of the API, or a file of the build. */
export type AnswerKind = 'page' | 'api' | 'file'

/** Others are counted together: a client may invent as many as it likes, and each would be a series of its own. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])

/** Seconds. Answers from memory take a tenth of a millisecond, those that read a checkpoint's header from the Hub up to eight seconds. */
const BUCKETS = [0.001, 0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30]

/** @param name of a metric, made once in a process however often this file is loaded */
function once<T>(name: string, make: () => T): T {
  return (register.getSingleMetric(name) as T | undefined) ?? make()
}

const DURATION = 'superweights_http_request_duration_seconds'
const durations = once(
  DURATION,
  () =>
    new Histogram({
      name: DURATION,
      help: 'Time from a request’s head to the end of its answer.',
      labelNames: ['kind', 'method', 'status'],
      buckets: BUCKETS,
    }),
)

const CACHED = 'superweights_http_cached_answers_total'
const cached = once(CACHED, () => new Counter({ name: CACHED, help: 'Answers sent from the cache of the front.' }))

/** Counts an answer that was sent. */
export function countAnswer(answer: {
  readonly kind: AnswerKind
  readonly method: string
  readonly status: number
  readonly seconds: number
}): void {
  const method = METHODS.has(answer.method) ? answer.method : 'other'
  durations.observe({ kind: answer.kind, method, status: String(answer.status) }, answer.seconds)
}

export const countCached = (): void => cached.inc()
