/** Facts that identify an error, whichever driver made it. */
export interface ErrorFacts {
  /** The code of Node, PostgreSQL, Prisma or this project, if any. */
  readonly codes: readonly string[]
  /** The kind given by Prisma's driver adapter. */
  readonly kind: string
  readonly message: string
  /** The failed system call of a Node error. */
  readonly syscall: string
  /** The error itself. */
  readonly of: object
}

/** Deepest nesting of wrapped errors. */
const MAX_DEPTH = 6

/**
 * An error and all errors inside it, outermost first: its cause, the parts of an AggregateError, and what Prisma's driver adapter hides in `meta`. By shape, not
 * by class, since errors cross realms and bundles.
 * @param closed errors for which this holds are skipped, with everything inside them
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
