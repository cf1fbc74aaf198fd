import { type Logger, pino } from 'pino'
import { env } from '@/lib/env'
import { describeError } from '@/lib/errors/describe'

type Level = 'info' | 'warn' | 'error'

/** What must not get into a log even by mistake, by name, also one level down. */
const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'token', 'key', 'email']

let logger: Logger | undefined

/** Made when something is first logged: a wrong variable is reported by whoever reads the variables first. */
const makeLogger = () =>
  pino(
    {
      level: env().LOG_LEVEL,
      messageKey: 'message',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, loggable(value)])),
      },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    // Whoever starts this process collects its lines from there.
    { write: (line: string) => console.error(line.trimEnd()) },
  )

/**
 * Writes one JSON line to stderr: time, level, message, and `fields` in snake_case; an error among them is described. Fields name requests, submissions and accounts by
 * their ids, never people: no handle, no address. What is known to be secret by its name is left out.
 */
export function log(level: Level, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  logger ??= makeLogger()
  logger[level](fields, message)
}

/** JSON would write an error as `{}`, and cannot write a bigint. */
function loggable(value: unknown): unknown {
  if (value instanceof Error) return describeError(value)
  return typeof value === 'bigint' ? String(value) : value
}
