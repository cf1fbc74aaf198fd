import { MAX_SPAN, type Part } from './part'
import { QuantisedError } from './quantised-error'
import { windowAround } from './window'

/** How the inputs of a module are divided into groups with a scale each. */
export interface Groups {
  /** The group of each input, as act-order stores it; null where `size` inputs after the other are one. */
  readonly order: Part | null
  readonly inputs: number
  readonly size: number
  /** Of the groups. */
  readonly count: number
  /** How many inputs one after the other may be read. */
  readonly room: number
}

/**
 * The group of an input, and its columns that are near enough to be read.
 * @throws QuantisedError when the stored order names a group that is none
 */
export async function groupOf(groups: Groups, col: number) {
  const { order, inputs, size, room } = groups
  if (order !== null) return orderedGroupOf({ ...groups, order }, col)
  const group = Math.floor(col / size)
  const all = { from: group * size, to: Math.min(inputs, (group + 1) * size) }
  const { from, to } = windowAround(col, all, room)
  return {
    columns: Array.from({ length: to - from }, (_, i) => from + i),
    group,
    complete: to - from === all.to - all.from,
  }
}

async function orderedGroupOf({ order, inputs, size, count, room }: Groups & { order: Part }, col: number) {
  const near = windowAround(col, { from: 0, to: inputs }, Math.min(room, MAX_SPAN / order.bytes))
  const groups = await order.numbers({ first: near.from, count: near.to - near.from })
  const group = groups[col - near.from] ?? NaN
  if (!(0 <= group && group < count))
    throw new QuantisedError(`"${order.name}" gives input ${col} the group ${group}; there are ${count}`)
  const columns = groups.flatMap((one, i) => (one === group ? [near.from + i] : []))
  return { columns, group, complete: columns.length >= size || near.to - near.from === inputs }
}
