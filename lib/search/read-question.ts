import { CoordinateError, parseCoordinate, type ParsedCoordinate } from '@/lib/coordinates'
import { parseRepo, RepoNameError } from '@/lib/hub/names/repo'
import type { IdKind } from '@/lib/ids'

/** What was typed, read in every way it can be meant. */
export interface Question {
  /** Without spaces around it. */
  readonly text: string
  /** `owner/name`, or an address of the Hub. */
  readonly repo: string | null
  readonly id: { readonly kind: IdKind; readonly text: string } | null
  /** The beginning of a commit or of a SHA-256, in lower case. */
  readonly hash: string | null
  /** Places in a model; more than one where a text has two readings. */
  readonly places: readonly Place[]
  /** The part of the text that names the places. */
  readonly placeText: string
  /** The rest: words of a name. */
  readonly words: string
}

/** A coordinate without its tensor; `layer` is null for a row and a column alone. */
export type Place = Pick<ParsedCoordinate, 'row' | 'col'> & {
  readonly layer: number | null
  readonly expert: number | null
}

const ID = /^(SW|SS|SUB|CH)[-\s#]?(\d{1,10})(\.\d{1,10})?$/i
const ID_KINDS: Readonly<Record<string, IdKind>> = { SW: 'weight', SS: 'set', SUB: 'submission', CH: 'challenge' }
/** Shorter beginnings of a commit are words and numbers: git's own short form has seven. */
const HASH = /^[0-9a-f]{7,64}$/i
/** A row and a column: in brackets, or two numbers too long to be a version and a size. */
const PAIR = /^(?:\[\s*(\d{1,9})\s*,\s*(\d{1,9})\s*\]|(\d{2,9})\s*,\s*(\d{2,9}))$/
/** Numbers and the words between them; other texts with three numbers are names of models (`qwen 2.5 7b`). */
const NUMBERS = /^(?:layer|row|column|col|channel|neuron|expert|[\s\d,;:|/[\](){}=])+$/i
/** Words around what people ask for. */
const FILLING =
  /\b(?:super[\s-]?(?:weights?|activations?)|coordinates?|weights?|which|what|where|are|is|the|of|for|in|to|keep|model)\b/gi

/** Reads a question; nothing in it is an error. */
export function readQuestion(typed: string): Question {
  const text = typed.trim()
  const { name, places, placeText } = splitPlace(text)
  const [, prefix = '', digits = '', version = ''] = ID.exec(text) ?? []
  const kind = ID_KINDS[prefix.toUpperCase()]
  return {
    text,
    repo: repoIn(name),
    id: kind === undefined ? null : { kind, text: `${prefix.toUpperCase()}-${digits}${version}` },
    hash: HASH.test(text) ? text.toLowerCase() : null,
    places,
    placeText,
    words: withoutFilling(repoIn(name) ?? name),
  }
}

/** A model and a coordinate behind it, divided at the first space after which all is a coordinate. */
function splitPlace(text: string): Pick<Question, 'places' | 'placeText'> & { readonly name: string } {
  for (const at of [0, ...[...text.matchAll(/[\s,:]+/g)].map((gap) => gap.index + gap[0].length)]) {
    const placeText = text.slice(at)
    const places = placesIn(placeText)
    if (places.length > 0) return { name: text.slice(0, at).replace(/[\s,:]+$/, ''), places, placeText }
  }
  return { name: text, places: [], placeText: '' }
}

function placesIn(text: string): Place[] {
  const pair = PAIR.exec(text)
  if (pair) return [{ layer: null, expert: null, row: Number(pair[1] ?? pair[3]), col: Number(pair[2] ?? pair[4]) }]
  try {
    return [parseCoordinate(text)]
  } catch (error) {
    if (!(error instanceof CoordinateError)) throw error
    const { suggestions } = error
    return suggestions.length > 1 || NUMBERS.test(text) ? suggestions.map((one) => parseCoordinate(one)) : []
  }
}

function repoIn(text: string): string | null {
  try {
    return parseRepo(text).repo
  } catch (error) {
    if (error instanceof RepoNameError) return null
    throw error
  }
}

/** A question of filling words alone is taken whole. */
function withoutFilling(text: string): string {
  const rest = text.replace(FILLING, ' ').replace(/\s+/g, ' ').trim()
  return rest === '' ? text : rest
}
