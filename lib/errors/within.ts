/** What tells one kind of error from another, whichever driver made it. */
export interface ErrorFacts {
  /** Node's, PostgreSQL's, Prisma's and this project's own codes, as far as the error has one. */
  readonly codes: readonly string[]
  /** The word of Prisma's driver adapter. */
  readonly kind: string
  readonly message: string
  /** The system call that failed, of Node's errors. */
  readonly syscall: string
  /** The error itself. */
  readonly of: object
}

/** Errors that wrap errors; deeper than this nobody nests them. */
const MAX_DEPTH = 6

/**
 * An error and all errors inside it, outermost first: its cause, the parts of an AggregateError, and what Prisma's driver adapter hides in `meta`. By shape and
 * not by class, since errors cross realms and bundles.
 * @param closed an error for which this holds is not looked into, nor told
 */
export function* errorsWithin(
  error: unknown,
  closed: (error: object) => boolean = () => false,
  depth = 0,
): Generator<ErrorFacts> {
  if (!isObject(error) || depth > MAX_DEPTH || closed(error)) return
  yield {
    codes: [error.code, error.originalCode].filter((code) => typeof code === 'string'),
    kind: text(error.kind),
    message: text(error.message),
    syscall: text(error.syscall),
    of: error,
  }
  const parts = Array.isArray(error.errors) ? (error.errors as unknown[]) : []
  const meta = isObject(error.meta) ? error.meta.driverAdapterError : undefined
  for (const inner of [error.cause, meta, ...parts]) yield* errorsWithin(inner, closed, depth + 1)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
