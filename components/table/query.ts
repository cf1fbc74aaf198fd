import { z } from 'zod'
import { isListParameter } from '@/lib/list-parameter'
import type { Given } from './address'
import { AppError } from '@/lib/errors/app-error'

/** Next's search parameters: one given twice is an array. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** A page's query, parsed; invalid parameters are reported and ignored. */
export interface PageQuery<T> {
  readonly query: T
  /** Parameters as given, to keep in links. */
  readonly given: Given
  readonly problem: string | null
}

/**
 * Parses a page's query. Empty form fields count as absent, the last of several values wins unless the parameter is a list, and invalid ones are
 * dropped.
 */
export function readQuery<T>(schema: z.ZodType<T>, params: SearchParams): PageQuery<T> {
  const given = Object.fromEntries(
    Object.entries(params).flatMap(([key, value]) => one(key, value, isListParameter(shapeOf(schema)[key]))),
  )
  const read = schema.safeParse(given)
  if (read.success) return { query: read.data, given: asRead(given, read.data), problem: null }
  const problem = read.error.issues.map((issue) => `“${nameOf(issue.path)}”: ${issue.message}.`).join(' ')
  const wrong = new Set(read.error.issues.map((issue) => issue.path[0]))
  const right = Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key)))
  const query = schema.parse(right)
  return { query, given: asRead(right, query), problem }
}

/** The parameter; of a list without the place of the value. */
const nameOf = (path: readonly PropertyKey[]) => path.filter((part) => typeof part !== 'number').join('.')

/** The parameters of an object's schema; none of another one's. */
const shapeOf = (schema: z.ZodType): Readonly<Record<string, unknown>> =>
  schema instanceof z.ZodObject ? schema.shape : {}

/** Strings as the schema trimmed them, so that links carry no stray spaces. */
function asRead<T>(given: Given, query: T): Given {
  const read = new Map<string, unknown>(Object.entries(query ?? {}))
  return Object.fromEntries(
    Object.entries(given).map(([key, text]) => {
      const value = read.get(key)
      return [key, typeof value === 'string' ? value : Array.isArray(value) ? value.map(String) : text]
    }),
  )
}

function one(key: string, value: string | string[] | undefined, isList: boolean): [string, string | string[]][] {
  const all = (Array.isArray(value) ? value : [value]).filter((text) => text !== undefined && text.trim() !== '')
  if (isList) return all.length === 0 ? [] : [[key, [...new Set(all as string[])]]]
  const last = Array.isArray(value) ? value.at(-1) : value
  return last === undefined || last.trim() === '' ? [] : [[key, last]]
}

/** All that was wrong with an address, or null. */
export function together(...problems: readonly (string | null)[]): string | null {
  return problems.filter((problem) => problem !== null).join(' ') || null
}

/** The list a query names, or what was wrong with it in words written for a reader (an expired cursor, say). */
export async function listOrProblem<T>(
  list: () => Promise<T>,
): Promise<{ page: T; problem: null } | { page: null; problem: string }> {
  try {
    return { page: await list(), problem: null }
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { page: null, problem: error.message }
    throw error
  }
}
