import { MAX_ID, parseId, printId, type RecordKind } from '@/lib/ids'

/** A version of a record, or its latest one, as addresses name it. */
export interface RecordRef {
  /** `SW-000007`, or a model's repo: `acme/small`. */
  readonly name: string
  /** Null for the latest. */
  readonly version: number | null
}

/**
 * Between a name and a version. A repo may hold dots and digits (`acme/small.3` is another repo), and is always of two parts: what follows a
 * third slash is never a part of it.
 */
const SEPARATORS: Readonly<Record<RecordKind, string>> = { weight: '.', set: '.', model: '/versions/' }

const PATTERNS: Readonly<Record<RecordKind, RegExp>> = {
  weight: /^([^.]+)(?:\.(.*))?$/,
  set: /^([^.]+)(?:\.(.*))?$/,
  model: /^([^/\s]+\/[^/\s]+)(?:\/versions\/(.*))?$/,
}

/** Address of a record's page; that of the API is the same below `/api/v1`. */
export function pageOf(kind: RecordKind, name: string): string {
  return `/${kind}s/${name}`
}

/** `SW-000007.3` or `acme/small/versions/3`: names one version for good, in addresses, citations and ETags. */
export function printVersion(kind: RecordKind, name: string, version: number): string {
  return `${name}${SEPARATORS[kind]}${version}`
}

/** What `printVersion` wrote, or a name alone for the latest version; null when the text is neither. Leading zeros of a weight's or set's id may be left out. */
export function parseRef(kind: RecordKind, text: string): RecordRef | null {
  const [, written = '', version] = PATTERNS[kind].exec(text) ?? []
  const name = nameIn(kind, written)
  if (name === null) return null
  if (version === undefined) return { name, version: null }
  const number = /^\d{1,10}$/.test(version) ? Number(version) : 0
  return number >= 1 && number <= MAX_ID ? { name, version: number } : null
}

function nameIn(kind: RecordKind, text: string): string | null {
  if (kind === 'model') return text === '' ? null : text
  const id = parseId(kind, text)
  return id === null ? null : printId(kind, id)
}
