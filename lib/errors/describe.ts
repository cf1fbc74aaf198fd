/** Depth to which causes are described; a longer chain adds nothing. */
const MAX_CAUSES = 4
/** Errors of an AggregateError that are described: ten addresses that refuse a connection add nothing to the first few. */
const MAX_ERRORS = 5
/** Limit for one value of an error in a log line. A query's parameters can be megabytes. */
const MAX_TEXT = 2_000

/** Fields that drivers set beside name and message: the codes of Node, PostgreSQL and Prisma, and Prisma's `meta`. */
const FACTS = [
  'code',
  'errno',
  'syscall',
  'address',
  'port',
  'severity',
  'detail',
  'constraint',
  'meta',
  'clientVersion',
  'kind',
  'originalCode',
  'originalMessage',
] as const

/**
 * Anything thrown, as JSON for a log: name, message, stack, the driver's codes, and its causes. Drivers also throw and wrap plain objects and
 * errors of another realm, for which `instanceof Error` fails: each is described by its fields.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (typeof error !== 'object' || error === null) return { message: textOf(error) }
  const said = new Map<string, unknown>(namesOf(error).map((name) => [name, Reflect.get(error, name) as unknown]))
  const { cause, errors } = { cause: said.get('cause'), errors: said.get('errors') }
  const facts = FACTS.flatMap((name) => (said.get(name) === undefined ? [] : [[name, plain(said.get(name))] as const]))
  const deeper = depth < MAX_CAUSES
  return {
    ...(typeof said.get('name') === 'string' ? { name: said.get('name') } : {}),
    message: messageOf(error),
    ...(typeof said.get('stack') === 'string' ? { stack: said.get('stack') } : {}),
    ...Object.fromEntries(facts),
    ...(cause === undefined || !deeper ? {} : { cause: describeError(cause, depth + 1) }),
    ...(Array.isArray(errors) && deeper
      ? { errors: errors.slice(0, MAX_ERRORS).map((one) => describeError(one, depth + 1)) }
      : {}),
  }
}

/** The message of anything thrown, or else all of its fields. */
export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return textOf(error)
  const message: unknown = Reflect.get(error, 'message')
  return typeof message === 'string' ? message : textOf(error)
}

/** An error's own fields do not include inherited ones such as `name`. */
const namesOf = (error: object): string[] =>
  ['name', 'message', 'stack', 'cause', 'errors', ...FACTS].filter((name) => name in error)

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT)
  const text = typeof value === 'object' && value !== null ? json(value) : String(value)
  return text.slice(0, MAX_TEXT)
}

/** The value if it is short, else the beginning of its text. */
function plain(value: unknown): unknown {
  const text = textOf(value)
  return text.length < MAX_TEXT && typeof value !== 'bigint' ? value : text
}

function json(value: object): string {
  try {
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
  } catch (error) {
    // A circle, or a getter that throws.
    return `${Object.prototype.toString.call(value)} that cannot be written as JSON (${error instanceof Error ? error.message : 'no reason given'})`
  }
}
