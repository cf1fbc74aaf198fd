import { z } from 'zod'

export const Commit = z.string().regex(/^[0-9a-f]{40}$/).meta({ description: '40-hex commit of the Hugging Face repo.' })
export const Repo = z.string().meta({ description: 'Hugging Face repo.', example: 'huggyllama/llama-7b' })
export const Time = z.iso.datetime().meta({ description: 'RFC 3339, UTC.' })

/** Why a field is null, by the field's name: a missing value is never left out and never unexplained. */
export const Missing = z.record(z.string(), z.string()).meta({ description: 'For every null field that has a reason: field name to reason.' })

/** A whole number in a query, where everything is text. */
export function wholeNumber(min: number, max: number) {
  const error = `expected a whole number from ${min} to ${max}`
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error })
}

/** `{"items": [...], "next_cursor": "..." or null}`: every list of the API. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() })
}
