import type { Problem } from '@/components/form/problem'

/** The form's fields, in its order. */
export const FIELD_NAMES = ['repo', 'coordinates', 'revision', 'value', 'source', 'note'] as const
export type FieldName = (typeof FIELD_NAMES)[number]
/** The fields as typed. */
export type Fields = Readonly<Record<FieldName, string>>

export const NO_FIELDS: Fields = { repo: '', revision: '', coordinates: '', value: '', source: '', note: '' }

/** The body of `POST /api/v1/submissions`. */
export interface SubmissionBody {
  readonly repo: string
  /** Absent: a search. */
  readonly coordinates?: readonly string[]
  readonly revision?: string
  readonly value?: number
  readonly source?: string
  readonly note?: string
}

/** Longest line passed on; the API reports lines that are too long for a coordinate. */
const MAX_LINE = 400

/** The non-empty lines of the coordinates field. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().slice(0, MAX_LINE))
    .filter((line) => line !== '')
}

/** The coordinates field with one of its lines (as `linesOf` returns it) replaced; the others stay as typed. */
export function replaceLine(text: string, line: string, by: string): string {
  const all = text.split('\n')
  const at = all.findIndex((one) => one.trim().slice(0, MAX_LINE) === line)
  return at < 0 ? text : all.with(at, by).join('\n')
}

/** Name and value of the button that asks for a search. */
export const SEARCH_BUTTON = { name: 'wanted', value: 'search' } as const

/** Name and value of the button that asks what sending the form would do. */
export const CHECK_BUTTON = { name: 'wanted', value: 'check' } as const

/** What a form is sent for: to verify its coordinates, to have the model searched, or to hear what would happen. */
export type Wanted = 'claim' | typeof SEARCH_BUTTON.value | typeof CHECK_BUTTON.value

/** What a button of the form asks for, by its value. */
export const wantedOf = (value: string | null | undefined): Wanted =>
  value === SEARCH_BUTTON.value || value === CHECK_BUTTON.value ? value : 'claim'

/** The form's fields as the API's input, or the problem that can be reported without asking it. */
export function bodyOf(
  fields: Fields,
  wanted: Wanted = 'claim',
): { body: SubmissionBody; problem: null } | { body: null; problem: Problem } {
  const coordinates = linesOf(fields.coordinates)
  const text = (name: FieldName) => fields[name].trim()
  // Accept a typographic minus sign and a decimal comma.
  const value =
    text('value') === ''
      ? undefined
      : Number(
          text('value')
            .replace('−', '-')
            .replace(/^(-?\d+),(\d+)$/, '$1.$2'),
        )
  const errors = [
    ...(text('repo') === '' ? [{ path: 'repo', message: 'Name the model: org/name, or its address on the Hub.' }] : []),
    ...(wanted === 'claim' && coordinates.length === 0
      ? [
          {
            path: 'coordinates',
            message:
              'Give at least one coordinate, such as layers[2].mlp.down_proj.weight[3968, 7003], or let the registry find them.',
          },
        ]
      : []),
    ...(wanted === 'search' && coordinates.length > 0
      ? [{ path: 'coordinates', message: 'A search needs no coordinates: clear this field, or submit it as a claim.' }]
      : []),
    ...(value !== undefined && !Number.isFinite(value)
      ? [
          {
            path: 'value',
            message: `“${text('value').slice(0, 40)}” is not a number. Leave it empty if you do not know the value.`,
          },
        ]
      : []),
  ]
  if (errors.length > 0)
    return {
      body: null,
      problem: {
        code: 'invalid-input',
        title: 'Something is missing',
        detail: errors.map((e) => e.message).join(' '),
        errors,
      },
    }
  const optional = { revision: text('revision'), source: text('source'), note: text('note') }
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ''))
  return {
    body: {
      repo: text('repo'),
      ...(coordinates.length === 0 ? {} : { coordinates }),
      ...given,
      ...(value === undefined ? {} : { value }),
    },
    problem: null,
  }
}

/** A claim that can be sent with one click, or edited in the form. */
export interface ReadyClaim {
  /** The form, filled in with it. */
  readonly href: string
  readonly body: SubmissionBody | null
}

/** The form, filled in. */
export function addressOfForm(fields: Fields): string {
  const filled = Object.entries(fields).filter(([, text]) => text !== '')
  return `/submit?${new URLSearchParams(filled)}`
}

export function readyClaim(fields: Fields): ReadyClaim {
  return { href: addressOfForm(fields), body: bodyOf(fields).body }
}

/** The fields a problem is about, in the form's order: by the paths it names (the first of a field counts), else by its code. Empty when it is about none, or all. */
export function errorsByField(problem: Problem | null): Readonly<Partial<Record<FieldName, string>>> {
  if (!problem) return {}
  const named = FIELD_NAMES.flatMap((field) => {
    const first = problem.errors?.find(({ path }) => path === field || path.startsWith(`${field}.`))
    const line = /^coordinates\.(\d+)$/.exec(first?.path ?? '')?.[1]
    return first ? [[field, line ? `Line ${Number(line) + 1}: ${first.message}` : first.message] as const] : []
  })
  if (named.length > 0) return Object.fromEntries(named)
  const byCode = CODES.find(([pattern]) => pattern.test(problem.code))
  return byCode ? { [byCode[1]]: problem.detail } : {}
}

const CODES: readonly (readonly [RegExp, FieldName])[] = [
  [/^value/, 'value'],
  [/coordinate|tensor/, 'coordinates'],
  [/revision/, 'revision'],
  [/repo|checkpoint/, 'repo'],
  [/note|body-too-large/, 'note'],
]
