import type { Protocol, Ratio } from '@/lib/protocol'
import type { Group } from './groups'
import { setKey } from './scalar'
import { searchGroup, type Core, type ScalarSet, type Search, type Trial } from './search'

/** Measures R of each set removed together, all in one pass over the weights. */
export type MeasureRatios = (sets: readonly ScalarSet[], pass: number) => Promise<readonly Ratio[]>

export interface SearchOutcome {
  /** Strongest damage first; none holds another. */
  readonly cores: readonly Core[]
  /** Every set that was removed, in the order of the passes. */
  readonly tried: readonly Trial[]
  readonly passes: number
}

/**
 * Searches all groups side by side: what they ask for is measured in one pass, each set once.
 * @throws what `measure` throws
 */
export async function searchGroups(
  groups: readonly Group[],
  protocol: Protocol,
  measure: MeasureRatios,
): Promise<SearchOutcome> {
  const trials = new Map<string, Trial>()
  const cores: Core[] = []
  let passes = 0
  let running = groups.map((group) => begin(searchGroup(group, protocol), cores))
  for (running = running.filter(isOpen); running.length > 0; running = running.filter(isOpen)) {
    const wanted = new Map<string, ScalarSet>()
    for (const set of running.flatMap(({ asks }) => asks ?? []))
      if (!trials.has(setKey(set))) wanted.set(setKey(set), set)
    const sets = [...wanted.values()]
    const ratios = sets.length === 0 ? [] : await measure(sets, passes++)
    sets.forEach((scalars, i) => {
      const ratio = ratios[i]
      if (ratio) trials.set(setKey(scalars), { scalars, ratio })
    })
    for (const one of running) goOn(one, trials, cores)
  }
  return { cores: minimal(cores), tried: [...trials.values()], passes }
}

interface Running {
  readonly search: Search
  asks: readonly ScalarSet[] | null
}

const isOpen = ({ asks }: Running) => asks !== null

function begin(search: Search, cores: Core[]): Running {
  return take({ search, asks: null }, search.next(), cores)
}

function goOn(one: Running, trials: ReadonlyMap<string, Trial>, cores: Core[]): void {
  const ratios = (one.asks ?? []).map((set) => {
    const trial = trials.get(setKey(set))
    if (!trial) throw new RangeError(`R of ${setKey(set)} was asked for and not measured.`)
    return trial.ratio
  })
  take(one, one.search.next(ratios), cores)
}

function take(one: Running, result: IteratorResult<readonly ScalarSet[], Core[]>, cores: Core[]): Running {
  if (result.done) cores.push(...result.value)
  one.asks = result.done ? null : result.value
  return one
}

/** Each core once, the most damaging first, without those that hold another: what they add is not needed. */
function minimal(cores: readonly Core[]): Core[] {
  const once = cores.filter(
    (core, i) => cores.findIndex((other) => setKey(other.scalars) === setKey(core.scalars)) === i,
  )
  return once
    .filter((core) => !once.some((other) => other !== core && holds(core, other)))
    .sort((a, b) => b.ratio.ratio - a.ratio.ratio)
}

function holds(whole: Core, part: Core): boolean {
  const keys = new Set(whole.scalars.map((scalar) => setKey([scalar])))
  return part.scalars.length < whole.scalars.length && part.scalars.every((scalar) => keys.has(setKey([scalar])))
}

/** Whether a group gave no core, and the interval of a set tried of it reaches what class A or B asks. */
export function reachesBorder(group: Group, { cores, tried }: SearchOutcome, protocol: Protocol): boolean {
  const keys = new Set(group.scalars.map((scalar) => setKey([scalar])))
  const isOf = (scalars: ScalarSet) => scalars.every((scalar) => keys.has(setKey([scalar])))
  return (
    !cores.some(({ scalars }) => isOf(scalars)) &&
    tried.some(({ scalars, ratio }) => isOf(scalars) && ratio.upper >= protocol.classes.a_b_min_ratio)
  )
}
