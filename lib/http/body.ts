import { isUtf8 } from 'node:buffer'
import { type ParseError, parse as parseLeniently, printParseErrorCode } from 'jsonc-parser'
import { ZodError, z } from 'zod'
import { AppError } from '@/lib/errors/app-error'
import { readBytes } from './bytes'
import { nearest } from './nearest'
import { invalidInput } from './problem'
import { assertStorable } from './storable'

/** Valid input is never nested deeper, and the parser that finds the position of an error is recursive. */
const MAX_DEPTH = 200

/**
 * Reads and validates a JSON body. Throws AppError: 415 `unsupported-media-type`, 413 `body-too-large`, 400 `malformed-json` (line, column and
 * offset of the first error), 422 `invalid-input`.
 */
export async function readBody<T extends z.ZodType>(
  request: Request,
  schema: T,
  maxBytes: number,
): Promise<z.output<T>> {
  checkMediaType(request.headers)
  const value = parseJson(await readBytes(request, maxBytes))
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw withHints(parsed.error, schema)
  assertStorable(parsed.data)
  return parsed.data
}

function checkMediaType(headers: Headers): void {
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (type.trim().toLowerCase() === 'application/json' && encoding === 'identity') return
  throw new AppError({
    status: 415,
    code: 'unsupported-media-type',
    detail: 'The body must be JSON in UTF-8, not compressed. Send it with `content-type: application/json`.',
    headers: { accept: 'application/json' },
  })
}

/** Parses JSON text. Throws AppError 400 `malformed-json` with the position. */
export function parseJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw malformed('The body is not UTF-8 text.', {})
  const text = new TextDecoder().decode(bytes)
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw locate(text)
  }
}

/** Not every engine reports where JSON is invalid, so a second parser finds the position. */
function locate(text: string): AppError {
  if ((text.match(/[[{]/g)?.length ?? 0) > MAX_DEPTH) return malformed('The body is not JSON.', {})
  const errors: ParseError[] = []
  parseLeniently(text, errors, { disallowComments: true, allowTrailingComma: false })
  const [first] = errors
  if (!first) return malformed('The body is not JSON.', {})
  const lines = text.slice(0, first.offset).split('\n')
  const position = { offset: first.offset, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
  const what = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return malformed(`The body is not JSON: ${what} at line ${position.line}, column ${position.column}.`, { position })
}

function malformed(what: string, extra: Record<string, unknown>): AppError {
  return new AppError({ status: 400, code: 'malformed-json', detail: `${what} Send one JSON object.`, extra })
}

/** Suggests the likely name for a misspelt field. */
function withHints(error: ZodError, schema: z.ZodType): AppError {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  const issues = error.issues.map((issue) => {
    if (issue.code !== 'unrecognized_keys' || issue.path.length > 0) return issue
    const meant = issue.keys.map((key) => nearest(key, known)).filter((name) => name !== null)
    return meant.length === 0
      ? issue
      : { ...issue, message: `${issue.message}; did you mean ${meant.map((name) => `"${name}"`).join(', ')}?` }
  })
  return invalidInput(new ZodError(issues))
}
