import { isDiskFull } from '@/lib/errors/disk-full'
import { HubError } from '@/lib/hub/errors/hub-error'
import { AppError } from '@/lib/errors/app-error'
import { isDatabaseDown } from '@/lib/http/unavailable'
import { blockedCodeOf, isReasonCode, standsWith } from '@/lib/reasons'
import type { EndCode, RetryCode, RunFailure } from '@/lib/intake/run'
import { ChildFailure, type ChildFailureKind } from '../child/failure'
import type { VerifierOutcome } from '../child/verifier'

type EndingOf<F> = F extends RunFailure ? Omit<F, 'text'> : never

/** How a child's failure is recorded. A crash may have been the machine's fault and is retried; the same input hits the same limits of time and memory again. */
const CHILD_FAILURES: Readonly<Record<ChildFailureKind, EndingOf<RunFailure>>> = {
  crashed: { code: 'verifier-crashed', permanent: false },
  silent: { code: 'verifier-crashed', permanent: false },
  'time-limit': { code: 'too-large', permanent: true },
  'memory-limit': { code: 'too-large', permanent: true },
  'too-much-output': { code: 'verifier-error', permanent: true },
  'not-understood': { code: 'verifier-error', permanent: true },
}

/** The failure of a run whose verifier reported why there is no report. */
export function failureOfOutcome({
  code,
  message: text,
  permanent,
}: Extract<VerifierOutcome, { type: 'error' }>): RunFailure {
  const word = blockedCodeOf(code) ?? code
  if (permanent) return { code: mayEndWith(word) ? word : 'verifier-error', text, permanent }
  return { code: mayBeRetried(word) ? word : 'verifier-error', text, permanent }
}

/** The verifier is untrusted: a code that cannot explain such an end is not passed on. */
function mayEndWith(word: string): word is EndCode {
  return isReasonCode(word) && (standsWith(word, 'failed') || standsWith(word, 'blocked'))
}

function mayBeRetried(word: string): word is RetryCode {
  return isReasonCode(word) && standsWith(word, 'queued') && mayEndWith(word)
}

/** The same for a thrown error: of the child's limits, the Hub, filing the report, a failed database or disk, or this worker itself, which a retry may survive. */
export function failureOfError(error: unknown): RunFailure {
  if (error instanceof ChildFailure) return { ...CHILD_FAILURES[error.kind], text: error.message }
  if (error instanceof HubError)
    return failureOfOutcome({ type: 'error', code: error.code, message: error.message, permanent: error.permanent })
  if (error instanceof AppError)
    return { code: mayEndWith(error.code) ? error.code : 'worker-error', text: error.message, permanent: true }
  if (isDatabaseDown(error))
    return {
      code: 'database-unavailable',
      text: 'The registry could not reach its database while it verified this.',
      permanent: false,
    }
  if (isDiskFull(error))
    return {
      code: 'disk-full',
      text: 'A disk of the registry is full. The operator must free space.',
      permanent: false,
    }
  return { code: 'worker-error', text: 'The worker failed while it verified this; its log says why.', permanent: false }
}
