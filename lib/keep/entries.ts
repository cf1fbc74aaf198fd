import type { ClaimRecord } from '@/lib/claims/schema'
import type { RatioRecord } from '@/lib/protocol'
import type { SetRecord } from '@/lib/sets/schema'
import type { WeightRecord } from '@/lib/weights/schema'
import type { KeepEntry, KeepMember } from './answers/schema'

/** What a model's records say about keeping: entries, and records that are no reason to. */
export interface Sorted {
  readonly entries: KeepEntry[]
  readonly notNeeded: { readonly record: string; readonly url: string; readonly why: string }[]
}

/**
 * Sorts the records of one model: verified sets and weights, published ones, and those that nobody needs to keep. Members of a listed set are not listed again, so that a set
 * stays together.
 */
export function sortRecords(weights: readonly WeightRecord[], sets: readonly SetRecord[]): Sorted {
  const byId = new Map(weights.map((weight) => [weight.id, weight]))
  const kept = sets.flatMap((set) => setEntry(set, byId) ?? [])
  const inSets = new Set(kept.flatMap(({ members }) => members.map(({ weight }) => weight)))
  const singles = weights.filter(({ id }) => !inSets.has(id)).flatMap((weight) => weightEntry(weight) ?? [])
  const listed = new Set([...kept, ...singles].map(({ record }) => record))
  const rest = [...sets, ...weights].filter(({ id }) => !listed.has(id) && !inSets.has(id))
  return {
    entries: [...kept, ...singles].toSorted(compareEntries),
    notNeeded: rest.map((record) => ({ record: record.id, url: record.url, why: whyNot(record) })),
  }
}

/** Verified before published, then the more damaging, then the smaller record. */
function compareEntries(a: KeepEntry, b: KeepEntry): number {
  return (
    Number(b.evidence === 'verified') - Number(a.evidence === 'verified') ||
    sizeOf(b.damage) - sizeOf(a.damage) ||
    a.record.localeCompare(b.record)
  )
}

const sizeOf = (damage: RatioRecord | null) => (damage?.infinite ? Number.MAX_VALUE : (damage?.ratio ?? 0))

const isClassAOrB = ({ class: cls }: { readonly class: string | null }) => cls === 'A' || cls === 'B'

function setEntry(set: SetRecord, weights: ReadonlyMap<string, WeightRecord>): KeepEntry | null {
  const members = set.members.flatMap(({ id }) => weights.get(id) ?? [])
  if (members.length < set.members.length) return null
  return entryOf(set, members)
}

const weightEntry = (weight: WeightRecord): KeepEntry | null =>
  weight.published_as_negative ? null : entryOf(weight, [weight])

/** Null for a record that was measured and is neither class A nor B, and for one that nobody but a refused submission claims. */
function entryOf(record: WeightRecord | SetRecord, members: readonly WeightRecord[]): KeepEntry | null {
  const sources = sourcesOf(record.claims)
  const verified = record.verified && isClassAOrB(record)
  if (!verified && (sources.length === 0 || record.reports.length > 0)) return null
  const damage = verified ? (record.reports.find(({ accepted }) => accepted)?.damage ?? null) : null
  return {
    evidence: verified ? 'verified' : 'published',
    record: record.id,
    url: record.url,
    class: verified ? record.class : null,
    commit: verified ? record.commit : null,
    damage,
    why: verified ? verifiedWords(members.length) : publishedWords(sources.length),
    sources,
    members: members.map(memberOf),
  }
}

const verifiedWords = (members: number) =>
  members === 1
    ? 'Verified here: removing this weight alone wrecks the model.'
    : `Verified here: removing these ${members} together wrecks the model; they stay together.`

const publishedWords = (sources: number) =>
  `Published by ${sources === 1 ? 'one source' : `${sources} sources`}, not verified here yet.`

function whyNot(record: WeightRecord | SetRecord): string {
  if (record.verified && isClassAOrB(record)) return 'One of its weights was withdrawn.'
  if (record.verified || record.reports.length > 0)
    return record.class === null
      ? 'Measured here, and not confirmed.'
      : `Measured here: class ${record.class}, too little damage.`
  if ('published_as_negative' in record && record.published_as_negative)
    return 'Published as a negative result: removing it does little or nothing.'
  return 'Claimed, and neither published nor verified.'
}

function sourcesOf(claims: readonly ClaimRecord[]): KeepEntry['sources'] {
  const stated = claims
    .filter(({ unit, polarity, withdrawn_at }) => unit === 'scalar' && polarity === 'claims' && withdrawn_at === null)
    .flatMap(({ sources }) => sources.filter(({ stance }) => stance === 'states'))
  return [...new Map(stated.map(({ key, citation, url }) => [key, { key, citation, url }])).values()]
}

function memberOf({ id, tensor, row, col, layer, expert, shape, value, dtype, bits }: WeightRecord): KeepMember {
  return { weight: id, tensor, row, col, layer, expert, shape, value, dtype, bits, base_value: null, compared: null }
}
