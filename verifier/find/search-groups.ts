import type { Protocol, Ratio } from '@/lib/protocol'
import type { Group } from './groups'
import { placeKey } from '../pass/observe'
import { setKey } from './set-key'
import { searchGroup, type Core, type ScalarSet, type Search, type Trial } from './search'

/** Measures R of each set removed together, all in one pass over the weights. */
export type MeasureRatios = (sets: readonly ScalarSet[], pass: number) => Promise<readonly Ratio[]>

export interface SearchOutcome {
  /** Strongest damage first; none holds another. */
  readonly cores: readonly Core[]
  /** Every set that was removed, in the order of the passes. */
  readonly tried: readonly Trial[]
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
  return { cores: minimal(cores), tried: [...trials.values()] }
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
  return part.scalars.length < whole.scalars.length && isWithin(part.scalars, whole.scalars)
}

/** Whether every weight of a set is in another. */
export function isWithin(part: ScalarSet, whole: ScalarSet): boolean {
  const keys = new Set(whole.map(placeKey))
  return part.every((scalar) => keys.has(placeKey(scalar)))
}

/** Groups with a set that holds no core and whose interval reaches what class A or B asks: more text decides. */
export function nearBorder(groups: readonly Group[], { cores, tried }: SearchOutcome, protocol: Protocol): Group[] {
  const near = tried.filter(
    ({ scalars, ratio }) =>
      ratio.upper >= protocol.classes.a_b_min_ratio && !cores.some((core) => isWithin(core.scalars, scalars)),
  )
  return groups.filter((group) => near.some(({ scalars }) => isWithin(scalars, group.scalars)))
}

/** Two searches as one: of a set that both removed, what the later one measured. */
export function mergeSearches(first: SearchOutcome, later: SearchOutcome): SearchOutcome {
  const tried = new Map([...first.tried, ...later.tried].map((trial) => [setKey(trial.scalars), trial]))
  return { cores: minimal([...later.cores, ...first.cores]), tried: [...tried.values()] }
}
