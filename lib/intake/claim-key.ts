import { keyOf, type Coordinate, type ParsedCoordinate } from '@/lib/coordinates'
import { canonicalSha256, CURRENT_PROTOCOL } from '@/lib/protocol'
import type { ParsedSubmission } from './parse-input'

/** The key of a claim: the same coordinates of a repo at a commit, in any order, are the same claim. Also the key of a set. */
export function claimKeyOf(repo: string, commit: string, coordinates: readonly Coordinate[]): string {
  return canonicalSha256({ repo, commit, coordinates: coordinates.map(keyOf).sort() })
}

/** The key of a search: what one protocol finds in a checkpoint is found once. */
export function searchKeyOf(repo: string, commit: string): string {
  return canonicalSha256({ repo, commit, search: CURRENT_PROTOCOL.sha256 })
}

/** The key of a claim or search whose commit is not known yet because the Hub did not respond. */
export function unpinnedKeyOf(repo: string, revision: string | null, coordinates: readonly ParsedCoordinate[]): string {
  return canonicalSha256({ repo, revision: revision ?? 'main', coordinates: spelled(coordinates) })
}

/** The key of the input as sent, including the value, whatever its outcome. */
export function sentKeyOf({
  repo,
  revision,
  coordinates,
  value,
}: Pick<ParsedSubmission, 'repo' | 'revision' | 'coordinates' | 'value'>): string {
  return canonicalSha256({ repo, revision: revision ?? 'main', coordinates: spelled(coordinates), value })
}

const spelled = (coordinates: readonly ParsedCoordinate[]) =>
  coordinates.map(({ tensor, layer, row, col }) => keyOf({ tensor: tensor ?? String(layer), row, col })).sort()
