import { printStored, type Coordinate } from '@/lib/coordinates'
import { seededRandom, sha256Hex, type Protocol } from '@/lib/protocol'
import type { ClaimedMember } from './members'
import type { StaticFacts } from './static'
import { placeOf } from './tensor-scan'

/** Weights removed together to show that removing large weights does nothing by itself. */
export type ControlGroup = readonly Coordinate[]

/**
 * One group a tensor that has members: weights drawn from its largest ones, members excluded. The draw is seeded by the
 * protocol's hash and the members' coordinates, so that any verifier draws the same and nobody can choose.
 */
export function drawControls(
  members: readonly ClaimedMember[],
  facts: StaticFacts,
  protocol: Protocol,
  protocolSha256: string,
): ControlGroup[] {
  return [...facts.largest].map(([tensor, largest]) => {
    const own = members.filter((m) => m.coordinate.tensor === tensor)
    const columns = facts.readings[members.findIndex((m) => m.coordinate.tensor === tensor)]?.shape[1] ?? 1
    const taken = new Set(own.map((m) => printStored(m.coordinate)))
    const pool = largest
      .map((w) => placeOf(w.index, tensor, columns))
      .filter((c) => !taken.has(printStored(c)))
      .slice(0, protocol.controls.from_largest)
    return draw(pool, protocol.controls.count, seedOf(protocolSha256, [...taken].sort()))
  })
}

/** Halves of a group that is not inert: somewhere in it is a weight that matters, or many that matter a little. */
export function halves(group: ControlGroup): ControlGroup[] {
  const middle = Math.ceil(group.length / 2)
  return [group.slice(0, middle), group.slice(middle)]
}

/** First 32 bits of a SHA-256, as a number. */
function seedOf(protocolSha256: string, coordinates: readonly string[]): number {
  return parseInt(sha256Hex([protocolSha256, ...coordinates].join('\n')).slice(0, 8), 16)
}

/** `count` different elements (Fisher-Yates, stopped early); all of them when there are fewer. */
function draw(pool: readonly Coordinate[], count: number, seed: number): Coordinate[] {
  const random = seededRandom(seed)
  const rest = [...pool]
  return Array.from({ length: Math.min(count, pool.length) }, () =>
    rest.splice(Math.floor(random() * rest.length), 1),
  ).flat()
}
