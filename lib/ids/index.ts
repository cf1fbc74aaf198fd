import { z } from 'zod'

/** Public ids name their kind: SW-000123 is a weight, SS-000045 a set, SUB-000007 a submission, CH-000012 a challenge. */
const PREFIXES = { weight: 'SW', set: 'SS', submission: 'SUB', challenge: 'CH' } as const
export type IdKind = keyof typeof PREFIXES

/** Kinds of records with versions (lib/records). A model's record is named by its repo. */
export type RecordKind = 'weight' | 'set' | 'model'

/** Minimum number of digits. */
const DIGITS = 6

/** Largest number PostgreSQL's integer key can hold. */
export const MAX_ID = 2_147_483_647

export function printId(kind: IdKind, id: number): string {
  return `${PREFIXES[kind]}-${String(id).padStart(DIGITS, '0')}`
}

/** The number in a public id, or null when the text is not an id of this kind. Leading zeros are optional. */
export function parseId(kind: IdKind, text: string): number | null {
  const match = new RegExp(`^${PREFIXES[kind]}-(\\d{1,10})$`, 'i').exec(text)
  return match ? numberOf(match[1]) : null
}

function numberOf(digits: string | undefined): number | null {
  const number = Number(digits)
  return number >= 1 && number <= MAX_ID ? number : null
}

const example = (kind: IdKind) => printId(kind, 1)
export const WeightId = z
  .string()
  .regex(/^SW-\d{6,}$/)
  .meta({ example: example('weight') })
export const SetId = z
  .string()
  .regex(/^SS-\d{6,}$/)
  .meta({ example: example('set') })
export const SubmissionId = z
  .string()
  .regex(/^SUB-\d{6,}$/)
  .meta({ example: example('submission') })
export const ChallengeId = z
  .string()
  .regex(/^CH-\d{6,}$/)
  .meta({ example: example('challenge') })
