import { db } from '@/lib/db'
import { isAlike } from './score'
import { hasDigit, isOptional } from './words'

export interface ModelName {
  readonly model_id: number
  readonly kind: string
  readonly name: string
  /** Its words. */
  readonly text: string
}

interface Typed {
  readonly word: string
  /** Words of names that it may have been meant for; null where a name has it, or begins so. */
  readonly meant: readonly string[] | null
}

/** Names that are ranked. The shortest come first: the hundreds of variants of a model have its words and more. */
const MOST_NAMES = 400
/** Words like a mistyped one, of which those are kept that a slip or two would make of it. */
const MOST_MEANT = 40
/** More words than the longest name has. */
const MOST_WORDS = 16
/** Shorter words have too few trigrams to be like any other. */
const LEAST_LETTERS = 3

/** The names that have all words of a question, mistyped ones as they may have been meant; or else those that have one of its longer words. */
export async function similarNames(question: string): Promise<{ typed: string; names: readonly ModelName[] }> {
  const words = await readWords(question)
  const typed = words.map(({ word }) => word).join(' ')
  const asked = words.filter(({ word }) => word !== '/')
  const needed = asked.filter(({ word }) => !isOptional(word))
  const found = await Promise.all([
    namesWith(needed, ' & '),
    needed.length < asked.length ? namesWith(asked, ' & ') : [],
  ])
  if (found.flat().length > 0) return { typed, names: found.flat() }
  const telling = needed.filter(({ word }) => word.length >= LEAST_LETTERS && !hasDigit(word))
  return { typed, names: await namesWith(telling, ' | ') }
}

async function readWords(question: string): Promise<Typed[]> {
  const words = await db.$queryRaw<Typed[]>`
    select word, case when length(word) >= ${LEAST_LETTERS} and not exists (select from model_name_words w where starts_with(w.word, typed.word)) then array(
      select similar_words(typed.word, ${MOST_MEANT}::int)
    ) end as meant
    from (
      select word, at from unnest(string_to_array(search_text(${question}), ' ')) with ordinality as words(word, at) order by at limit ${MOST_WORDS}
    ) typed order by at`
  return words.map(({ word, meant }) => ({ word, meant: meant?.filter((other) => isAlike(word, other)) ?? null }))
}

function namesWith(words: readonly Typed[], between: string): Promise<ModelName[]> {
  const query = words.map(({ word, meant }) => alternatives(word, meant)).join(between)
  if (query === '') return Promise.resolve([])
  return db.$queryRaw`
    select model_id, kind::text, name, text from model_names
    where array_to_tsvector(string_to_array(text, ' ')) @@ ${query}::tsquery
    order by length(text), model_id limit ${MOST_NAMES}`
}

/** A word as the beginning of one of the name's, or as what it was meant for. */
function alternatives(word: string, meant: readonly string[] | null): string {
  return `(${[`${quoted(word)}:*`, ...(meant ?? []).map(quoted)].join(' | ')})`
}

/** A lexeme of PostgreSQL's `tsquery`, which takes the text between the quotes unchanged. */
const quoted = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
