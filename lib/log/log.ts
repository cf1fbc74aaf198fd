import { describeError } from '@/lib/errors/describe'

type Level = 'info' | 'warn' | 'error'

/** Writes one JSON line to stderr: time, level, message, and `fields` in snake_case; an error among them is described. Never pass it a secret. */
export function log(level: Level, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), level, message, ...fields }, loggable))
}

/** JSON would write an error as `{}`, and cannot write a bigint. */
function loggable(_: string, value: unknown): unknown {
  if (value instanceof Error) return describeError(value)
  return typeof value === 'bigint' ? String(value) : value
}
