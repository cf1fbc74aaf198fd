import { z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { isListParameter } from '@/lib/list-parameter'
import { nearest } from './nearest'
import { assertStorable } from './storable'

/** Longest input quoted in an error. */
const MAX_ECHO = 60

/**
 * Parses the query of a URL. A list parameter may be given several times. An empty parameter, as HTML forms send for empty fields, counts as absent.
 * Throws AppError 400 `unknown-parameter` (with the nearest known one) or `repeated-parameter`; ZodError for a wrong value.
 */
export function parseQuery<T extends z.ZodObject>(schema: T, search: URLSearchParams): z.output<T> {
  const known = Object.keys(schema.shape)
  const given: Record<string, string | string[]> = {}
  for (const [name, value] of search) {
    if (!known.includes(name)) throw unknownParameter(name, known)
    if (value.trim() === '') continue
    if (isListParameter(schema.shape[name])) {
      given[name] = [...(given[name] ?? []), value]
      continue
    }
    if (Object.hasOwn(given, name)) throw repeated(name)
    given[name] = value
  }
  const query = parameters(schema, given)
  assertStorable(query)
  return query
}

/** @throws ZodError whose paths are parameters: those of the values in a list mean nothing to a client */
function parameters<T extends z.ZodObject>(schema: T, given: Readonly<Record<string, unknown>>): z.output<T> {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  throw new z.ZodError(read.error.issues.map((issue) => ({ ...issue, path: issue.path.slice(0, 1) })))
}

function unknownParameter(name: string, known: readonly string[]): AppError {
  const suggestion = nearest(name, known)
  const hint = suggestion
    ? `Did you mean \`${suggestion}\`?`
    : known.length > 0
      ? `Known are ${known.join(', ')}.`
      : 'This path takes none.'
  return new AppError({
    status: 400,
    code: 'unknown-parameter',
    detail: `There is no query parameter ${JSON.stringify(name.slice(0, MAX_ECHO))} here. ${hint}`,
    extra: { parameter: name.slice(0, MAX_ECHO), known, ...(suggestion ? { suggestion } : {}) },
  })
}

function repeated(name: string): AppError {
  return new AppError({
    status: 400,
    code: 'repeated-parameter',
    detail: `The query parameter \`${name}\` is given twice; give it once.`,
    extra: { parameter: name },
  })
}
