import { AppError } from '@/lib/errors/app-error'
import type { ProblemCode } from '@/lib/reasons'

/** Codes of a contradiction between what was sent and what is known: sending it again cannot help. The others depend on the state of something. */
const WRONG: readonly ProblemCode[] = [
  'bad-signature',
  'numbers-disagree',
  'other-commit',
  'other-protocol',
  'other-record-version',
  'other-registry',
  'report-altered',
  'report-mismatch',
  'unknown-nonce',
  'unknown-signing-key',
]

/** Why a signed report is not taken. */
export function refusal(code: ProblemCode, why: string): AppError {
  const status = WRONG.includes(code) ? 422 : 409
  return new AppError({ status, code, detail: `${why.replace(/\.?$/, '.')} Nothing was filed.` })
}
