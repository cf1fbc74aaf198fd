import { isAorB, type Protocol, type Ratio } from '@/lib/protocol'
import type { Group } from './groups'
import { placeKey, type WeightPlace } from '../pass/observe'
import { setKey } from './set-key'

export type ScalarSet = readonly WeightPlace[]

/** What removing a set together does. */
export interface Trial {
  readonly scalars: ScalarSet
  readonly ratio: Ratio
}

/** A smallest set that was found in a group. */
export interface Core extends Trial {
  readonly group: Group
}

/**
 * The search within one group: asks for the damage of sets, all that it wants of one pass at a time, and returns the cores. Whoever drives it measures what all
 * searches ask for together.
 */
export type Search = Generator<readonly ScalarSet[], Core[], readonly Ratio[]>

/**
 * Finds the smallest sets of a group whose removal wrecks the model (protocol.md, section 8, points 3 and 4): the shortest prefix with R >= 10 and a lower bound
 * >= 5, reduced by leave-one-out until every member is needed; then the same with what is left of the group, until nothing is found. Removing more is not always
 * worse, so where no prefix does it each weight is also tried alone and left out of the whole.
 */
export function* searchGroup(group: Group, protocol: Protocol): Search {
  const cores: Core[] = []
  let rest: ScalarSet = group.scalars
  while (rest.length > 0) {
    const hit = (yield* firstHit(prefixes(rest), protocol)) ?? (yield* firstHit(besidePrefixes(rest), protocol))
    if (!hit) break
    const core = yield* reduce(hit, protocol)
    cores.push({ ...core, group })
    const taken = new Set(core.scalars.map(placeKey))
    rest = rest.filter((scalar) => !taken.has(placeKey(scalar)))
  }
  return cores
}

type Step<T> = Generator<readonly ScalarSet[], T, readonly Ratio[]>

function* firstHit(sets: readonly ScalarSet[], protocol: Protocol): Step<Trial | null> {
  if (sets.length === 0) return null
  const ratios = yield sets
  const index = ratios.findIndex((ratio) => isAorB(ratio, protocol))
  const [scalars, ratio] = [sets[index], ratios[index]]
  return scalars && ratio ? { scalars, ratio } : null
}

/** Drops members, the smallest contribution first, while the others do it without them: a member is needed where R falls by the protocol's factor. */
function* reduce(hit: Trial, protocol: Protocol): Step<Trial> {
  const { needed_min_ratio: factor = 1 } = protocol
  let { scalars, ratio } = hit
  while (scalars.length > 1) {
    const without = scalars.map((_, i) => scalars.filter((_, other) => other !== i))
    const alone = scalars.map((scalar) => [scalar])
    const ratios: readonly Ratio[] = yield [...without, ...alone]
    const single = alone.findIndex((_, i) => wrecksAt(ratios, without.length + i, protocol))
    // A super weight alone is not a member of a set.
    if (single >= 0) return { scalars: alone[single] ?? scalars, ratio: ratios[without.length + single] ?? ratio }
    const dropped = without.findLastIndex((_, i) => {
      const left = ratios[i]
      return left !== undefined && isAorB(left, protocol) && !(ratio.ratio / left.ratio >= factor)
    })
    const [smaller, left] = [without[dropped], ratios[dropped]]
    if (!smaller || !left) break
    ;[scalars, ratio] = [smaller, left]
  }
  return { scalars, ratio }
}

const wrecksAt = (ratios: readonly Ratio[], index: number, protocol: Protocol) => {
  const ratio = ratios[index]
  return ratio !== undefined && isAorB(ratio, protocol)
}

const prefixes = (scalars: ScalarSet) => scalars.map((_, i) => scalars.slice(0, i + 1))

/** Each alone, and all but each: those that are no prefixes. */
function besidePrefixes(scalars: ScalarSet): ScalarSet[] {
  const known = new Set(prefixes(scalars).map(setKey))
  const sets = [
    ...scalars.map((scalar) => [scalar]),
    ...scalars.map((_, i) => scalars.filter((_, other) => other !== i)),
  ].filter((set) => set.length > 0 && !known.has(setKey(set)))
  return sets.filter((set, i) => sets.findIndex((other) => setKey(other) === setKey(set)) === i)
}
