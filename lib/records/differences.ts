import { atomizeChangeset, diff } from 'json-diff-ts'
import type { EffectRecord } from '@/lib/effects/schema'

/** One place in which two versions of a record differ. A side is absent where the place is only in the other version. */
export interface Difference {
  /** `level.number`, `reports 9f86d081884c`. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/** Differs between any two versions and says nothing. */
const NOT_COMPARED = ['version', 'updated_at']

/** What identifies an item of a list, by the list's place: without it an inserted item would change all that follow. */
const IDENTITY: Readonly<Record<string, string | ((item: Item, name?: boolean) => string)>> = {
  reports: 'sha256',
  sets: 'id',
  weights: 'id',
  members: 'id',
  rivals: 'id',
  checkpoints: 'commit',
  claims: nameOfClaim,
  effects: nameOfEffect,
  'level.reasons': '$value',
  'claims.sources': 'key',
}

type Item = Readonly<Record<string, unknown>>

/** In the order of the record's fields: what was changed, what came, what went. */
export function differencesOf(before: object, after: object): Difference[] {
  const changes = atomizeChangeset(
    diff(before, after, { keysToSkip: NOT_COMPARED, embeddedObjKeys: IDENTITY as never }),
  )
  // Null that became a value is a removal and an addition of one place.
  const places = new Map<string, Difference>()
  for (const { type, path, value, oldValue } of changes) {
    const known = places.get(path) ?? { path: readablePath(path) }
    if (type === 'UPDATE') places.set(path, { ...known, before: oldValue, after: value })
    else if (type === 'REMOVE') places.set(path, { ...known, before: value })
    else places.set(path, { ...known, after: value })
  }
  return [...places.values()]
}

/** `$.reports[?(@.sha256=='9f86...')].damage` as `reports 9f86....damage`. A text in a list is not named by itself. */
function readablePath(path: string): string {
  return path
    .replace(/^\$\.?/, '')
    .replaceAll(/\[\?\(@=='.*?'\)\]/gs, '')
    .replaceAll(/\[\?\(@\.[\w$]+=='(.*?)'\)\]/g, ' $1')
    .replaceAll(/\['(.*?)'\]/g, '.$1')
}

/** A claim is never edited, so that where it comes from and when it was entered name it. */
function nameOfClaim(claim: Item, name?: boolean): string {
  if (name) return 'claim'
  const { submission, unit, stated_at: at, sources } = claim
  if (typeof submission === 'string') return submission
  return [unit, ...keysOf(sources), at].join(' ')
}

function nameOfEffect(effect: Item, name?: boolean): string {
  if (name) return 'effect'
  const { source, removed, corpus, metric } = effect as EffectRecord
  return [source.key, ...removed.weights.map(({ id }) => id), corpus, metric].join(' ')
}

const keysOf = (sources: unknown) => (Array.isArray(sources) ? (sources as Item[]).map(({ key }) => key) : [])
