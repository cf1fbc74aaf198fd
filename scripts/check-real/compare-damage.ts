import { intactOf, perplexityOf, ratioOf, SWP1, type PerplexityRun, type StreamResult } from '@/lib/protocol'
import { REMOVALS, RemovalName, type RemovalName as Name } from '@/lib/real-model/schema'
import { LIMITS } from './limits'
import type { Measured } from './measured'
import { nameOf } from './places'
import type { Referee } from './referee'
import { near, type Row } from './row'

export interface Damage {
  readonly ratio: number
  readonly lower: number
  readonly upper: number
}

/** Perplexity of the intact model, R of every removal, and the interval of the pair's. */
export function damageRows({ damage: { quick } }: Referee, measured: Measured): Row[] {
  const here = intactPerplexity(measured)
  const pair = { pytorch: quick.streams.pair, here: damageOf('pair', measured) }
  const bound = (end: 'lower' | 'upper') =>
    near(`${end} end of its 95 % interval`, { pytorch: pair.pytorch[end], here: pair.here[end] }, LIMITS.ratio)
  const ratio = (name: Name) =>
    near(
      `R, ${REMOVALS[name].label.charAt(0).toLowerCase()}${REMOVALS[name].label.slice(1)}`,
      { pytorch: quick.streams[name].ratio, here: damageOf(name, measured).ratio },
      LIMITS.ratio,
    )
  const others = RemovalName.options.filter((name) => name !== 'pair')
  return [
    near('perplexity, intact', { pytorch: quick.perplexity, here }, LIMITS.perplexity),
    ratio('pair'),
    bound('lower'),
    bound('upper'),
    ...others.map(ratio),
  ]
}

export const intactPerplexity = ({ pair }: Measured) => perplexityOf(intactOf(firstRun(pair.perplexity)).nll)

/** R of a removal on the windows of grade quick, wherever it was measured. @throws if it was not */
export function damageOf(name: Name, { pair, padded, doses }: Pick<Measured, 'pair' | 'padded' | 'doses'>): Damage {
  const removed = doses[name]?.points.find(({ scale }) => scale === 0)?.ratio
  if (removed) return finite(name, removed)
  for (const { perplexity } of [pair, padded]) {
    const run = firstRun(perplexity)
    const stream = run.streams.find((one) => removes(one, REMOVALS[name].members))
    if (stream) return finite(name, ratioOf(stream.nll, intactOf(run).nll, SWP1.bootstrap))
  }
  throw new Error(`No command measured R of ${name}.`)
}

/** The cheapest grade, which is the one that the referee measures. */
function firstRun([run]: readonly PerplexityRun[]): PerplexityRun {
  if (run?.grade !== 'quick') throw new Error('The report has no run of grade quick.')
  return run
}

function removes({ edits }: StreamResult, members: readonly string[]): boolean {
  const names = edits.filter(({ scale }) => scale === 0).map(nameOf)
  return names.length === members.length && members.every((name) => names.includes(name))
}

function finite(name: Name, { ratio, lower, upper }: { [K in keyof Damage]: number | null }): Damage {
  if (ratio === null || lower === null || upper === null) throw new Error(`R of ${name} is not finite.`)
  return { ratio, lower, upper }
}
