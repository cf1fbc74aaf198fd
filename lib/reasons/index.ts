import type { Status } from '@/lib/protocol/states'
import type { CheckId } from '@/lib/protocol/check-table'
import { REASONS, type ReasonFacts } from './table'

type Table = typeof REASONS

/** Any code of the table. */
export type ReasonCode = keyof Table
/** Codes that an API problem may have. */
export type ProblemCode = { [Code in ReasonCode]: Table[Code] extends { problem: true } ? Code : never }[ReasonCode]
/** Codes that a submission in this state may have. */
export type CodeOf<S extends Status> = {
  [Code in ReasonCode]: Table[Code] extends { states: readonly (infer Known)[] }
    ? S extends Known
      ? Code
      : never
    : never
}[ReasonCode]

/**
 * What may stand with a state: its codes of the table; with a claim that was not confirmed the check that failed; null where the state says it all. A
 * claim that ended without a verdict, though not at somebody's wish, always has a code.
 */
export type CodeWith<S extends Status> = S extends 'not-confirmed'
  ? CheckId | null
  : S extends 'invalid' | 'blocked' | 'failed'
    ? CodeOf<S>
    : CodeOf<S> | null

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[]

/** Whether a string from the database or another process is a code of the table. */
export function isReasonCode(word: string): word is ReasonCode {
  return Object.hasOwn(REASONS, word)
}

export function reasonFacts(code: ReasonCode): ReasonFacts {
  return REASONS[code]
}

/** Whether a code may be the reason of a submission in this state. */
export function standsWith<S extends Status>(code: ReasonCode, state: S): code is CodeOf<S> {
  return reasonFacts(code).states?.includes(state) === true
}

/** Whether the cause is outside the claim and temporary. */
export function isTransient(word: string | null): boolean {
  return word !== null && isReasonCode(word) && reasonFacts(word).transient === true
}

/** What the registry calls a failure of lib/hub's that blocks a claim; null for any other word. */
export function blockedCodeOf(word: string): CodeOf<'blocked'> | null {
  const named = (code: ReasonCode) => reasonFacts(code).hub?.some((known) => known === word) === true
  return REASON_CODES.find((code): code is CodeOf<'blocked'> => named(code) && standsWith(code, 'blocked')) ?? null
}

/** Address of the page about a code. */
export const reasonPath = (code: ReasonCode): string => `/errors/${code}`
