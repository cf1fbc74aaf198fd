import { canonicalSha256 } from '@/lib/protocol'
import { printStored } from '@/lib/coordinates'
import type { StoredCoordinate } from '@/lib/claims/common-schema'
import type { LiteratureClaim } from './claim-schema'
import type { LiteratureEffect } from '@/lib/effects/literature-schema'
import type { LiteratureSet } from './set-schema'

interface SourceStance {
  readonly source: string
  readonly stance: 'states' | 'contradicts'
}

/** The sources that state it and those that give something else in its place, each once. */
export function stancesOf({
  sources,
  contradicted_by = [],
}: {
  readonly sources: readonly string[]
  readonly contradicted_by?: readonly string[]
}): SourceStance[] {
  return [
    ...[...new Set(sources)].map((source) => ({ source, stance: 'states' as const })),
    ...[...new Set(contradicted_by)].map((source) => ({ source, stance: 'contradicts' as const })),
  ]
}

/**
 * Identifies a claim by its whole content, including the stances of its sources. Unit and polarity count only if they are not the defaults, so that older
 * claims keep their keys.
 */
export function keyOfClaim({ unit, polarity, ...rest }: LiteratureClaim): string {
  const unusual = { ...(unit === 'scalar' ? {} : { unit }), ...(polarity === 'claims' ? {} : { polarity }) }
  return `literature:${canonicalSha256({ ...rest, ...unusual, stances: stancesOf(rest).map((s) => ({ ...s })) })}`
}

export function keyOfSetClaim(set: LiteratureSet): string {
  return `literature-set:${canonicalSha256({ ...set })}`
}

export function keyOfEffect(effect: LiteratureEffect): string {
  return `effect:${canonicalSha256({ ...effect })}`
}

/** The key of a set that is not pinned to a commit yet: its members, in any order. */
export function keyOfUnpinnedSet(repo: string, members: readonly StoredCoordinate[]): string {
  return canonicalSha256({ repo, commit: null, coordinates: members.map(printStored).sort() })
}
