import { findAccounts } from './accounts'
import { findCoordinates } from './coordinates'
import { findHash } from './hashes'
import { findId } from './ids'
import { type FoundModel, findModels } from './models'
import { nextSteps } from './next-steps'
import { findPages } from './pages'
import { type Question, readQuestion } from './read-question'
import { RESULT_KINDS, type SearchAnswer, type SearchQuery, type SearchResult } from './schema'
import { findSources } from './sources'

/** Models that a coordinate behind a name may be of: the name alone need not tell a model from its variants. */
const MODELS_OF_A_PLACE = 10

/** Everything on record that a question may mean, by kind, the best first. */
export async function search({ q, limit }: SearchQuery): Promise<SearchAnswer> {
  const question = readQuestion(q)
  if (question.text === '') return { schema_version: 1, q: '', groups: [], next: [] }
  const models = await findModels(question.words, Math.max(limit, MODELS_OF_A_PLACE))
  const [byId, byHash, weights, others] = await Promise.all([
    findId(question.id),
    findHash(question.hash, limit),
    findPlaces(question, models, limit),
    namesOnly(question) ? findByWords(question, limit) : [],
  ])
  const named =
    question.id === null
      ? models.slice(0, limit).map(({ result }) => (weights.length > 0 ? asHint(result) : result))
      : []
  const results = [...byId, ...byHash, ...weights, ...named, ...others]
  return { schema_version: 1, q: question.text, groups: grouped(results, limit), next: nextSteps(question, models) }
}

/** A model beside the coordinate that was asked for. */
const asHint = (result: SearchResult): SearchResult => ({ ...result, score: 0.9 * result.score })

/** Whether nothing in the question can only be an id or a coordinate. */
const namesOnly = ({ id, places }: Question) => id === null && places.length === 0

async function findByWords({ text }: Question, limit: number): Promise<SearchResult[]> {
  return (await Promise.all([findSources(text, limit), findAccounts(text, limit), findPages(text, limit)])).flat()
}

async function findPlaces({ places, words }: Question, models: readonly FoundModel[], limit: number) {
  if (words !== '' && models.length === 0) return []
  return findCoordinates(
    places,
    models.map(({ id }) => id),
    limit,
  )
}

/** By kind; the kind with the best result first, and of two as good the one that comes first in `RESULT_KINDS`. */
function grouped(results: readonly SearchResult[], limit: number): SearchAnswer['groups'] {
  return RESULT_KINDS.map((kind) => ({
    kind,
    results: unique(results.filter((one) => one.kind === kind)).slice(0, limit),
  }))
    .filter(({ results: some }) => some.length > 0)
    .sort((a, b) => (b.results[0]?.score ?? 0) - (a.results[0]?.score ?? 0))
}

const unique = (results: readonly SearchResult[]) =>
  [...new Map(results.toReversed().map((one) => [one.name, one])).values()].toReversed()
