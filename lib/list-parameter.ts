import { z } from 'zod'

/** Most values of one parameter: more than any facet shows. */
const MOST = 50

/** The schemas made here: they alone may be given several times. */
const LISTS = new WeakSet<object>()

/**
 * A query parameter that may be given several times, `class=A&class=B`, as HTML forms send it; absent, it is undefined.
 * @param item schema of one value, from text
 */
export function listParameter<T extends z.ZodType>(item: T, meta: { description: string; example?: unknown }) {
  const list = z.array(item).min(1).max(MOST).optional()
  const schema = z
    .preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), list)
    .meta(meta)
  LISTS.add(schema)
  return schema
}

/** Whether a parameter may be given several times. */
export const isListParameter = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && LISTS.has(schema)
