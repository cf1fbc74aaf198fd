import { isDiskFull } from '@/lib/errors/disk-full'
import { HubError } from '@/lib/hub/errors/hub-error'
import { AppError } from '@/lib/errors/app-error'
import { isDatabaseDown } from '@/lib/http/unavailable'
import { isReasonCode, type ReasonCode, reasonFacts } from '@/lib/reasons'
import { blockedCodeOf } from '@/lib/submissions/blocked-code'
import type { RunFailure } from '@/lib/intake/run'
import { ChildFailure, type ChildFailureKind } from './child/failure'
import type { VerifierOutcome } from './child/verifier'

const CHILD_CODES: Readonly<Record<ChildFailureKind, ReasonCode>> = {
  crashed: 'verifier-crashed',
  silent: 'verifier-crashed',
  'time-limit': 'too-large',
  'memory-limit': 'too-large',
  'too-much-output': 'verifier-error',
  'not-understood': 'verifier-error',
}

/** The failure of a run whose verifier reported why there is no report. */
export function failureOfOutcome({
  code,
  message,
  permanent,
}: Extract<VerifierOutcome, { type: 'error' }>): RunFailure {
  return { code: blockedCodeOf(code) ?? ofVerifier(code), text: message, permanent }
}

/** The verifier is untrusted: a code that is not a submission's reason is not passed on. */
function ofVerifier(code: string): ReasonCode {
  return isReasonCode(code) && reasonFacts(code).states !== undefined ? code : 'verifier-error'
}

/** The same for a thrown error: of the child's limits, the Hub, filing the report, a failed database or disk, or this worker itself, which a retry may survive. */
export function failureOfError(error: unknown): RunFailure {
  if (error instanceof ChildFailure)
    return { code: CHILD_CODES[error.kind], text: error.message, permanent: !error.passing }
  if (error instanceof HubError)
    return failureOfOutcome({ type: 'error', code: error.code, message: error.message, permanent: error.permanent })
  if (error instanceof AppError) return { code: error.code, text: error.message, permanent: true }
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
