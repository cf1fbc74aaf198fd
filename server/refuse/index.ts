import type { AppError } from '@/lib/errors/app-error'
import type { ParsedRequest } from '../request'
import { refuseForm } from './form'
import { refuseHost } from './host'
import { refuseMethod } from './method'
import { refuseForeign } from './origin'
import { refuseWhileReadOnly } from './read-only'
import { refuseTarget } from './target'

/** Returns an error to refuse a request before anything behind the front sees it, or null to let it pass. */
export type Refuse = (asked: ParsedRequest) => AppError | null

/** In this order; the first refusal counts. */
export const REFUSALS: readonly Refuse[] = [
  refuseHost,
  refuseTarget,
  refuseMethod,
  refuseForeign,
  refuseWhileReadOnly,
  refuseForm,
]

/** Why a request is refused, or null. */
export function refusalOf(asked: ParsedRequest, refusals: readonly Refuse[] = REFUSALS): AppError | null {
  for (const refuse of refusals) {
    const refusal = refuse(asked)
    if (refusal) return refusal
  }
  return null
}
