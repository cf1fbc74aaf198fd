import { messageOf } from '@/lib/errors/describe'
import { CoordinateError } from '@/lib/coordinates'
import { ValueError } from '@/lib/hub/safetensors/read-value'

/** Why a run ended without a report. */
export interface Failure {
  /** A word for programs: the hub's, `unsupported-architecture`, `invalid-checkpoint`, `invalid-coordinate`, `too-large`, ... or `internal`. */
  readonly code: string
  /** Whether a retry is pointless. */
  readonly permanent: boolean
  readonly message: string
}

/** Describes an error. Errors with a `code` and `permanent` of their own describe themselves. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'internal', permanent: false, message: messageOf(error) }
  const { message } = error
  if (error instanceof CoordinateError || error instanceof ValueError)
    return { code: 'invalid-coordinate', permanent: true, message }
  if (error instanceof RangeError && /allocation failed|Invalid (typed )?array (buffer )?length/i.test(message)) {
    return {
      code: 'too-large',
      permanent: true,
      message: `This machine does not have enough memory for one layer of the model (${message}).`,
    }
  }
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
    return {
      code: 'disk-full',
      permanent: false,
      message: `The verifier's disk is full (${message}).`,
    }
  }
  if (
    'code' in error &&
    typeof error.code === 'string' &&
    'permanent' in error &&
    typeof error.permanent === 'boolean'
  ) {
    return { code: error.code, permanent: error.permanent, message }
  }
  return { code: 'internal', permanent: false, message: `The verifier failed: ${message}` }
}
