import { REMOVALS, type RemovalName } from '@/lib/real-model/schema'

/** `11 [507, 1229]`: layer, row, column. */
const PLACE = /^(\d+) \[(\d+), (\d+)\]$/

export interface Place {
  readonly layer: number
  readonly row: number
  readonly col: number
}

export function placeOf(name: string): Place {
  const [, layer, row, col] = PLACE.exec(name) ?? []
  if (layer === undefined || row === undefined || col === undefined)
    throw new Error(`"${name}" is not written as "layer [row, column]".`)
  return { layer: Number(layer), row: Number(row), col: Number(col) }
}

export const nameOf = ({ layer, row, col }: Place) => `${layer} [${row}, ${col}]`

/** A removal's weights as the command line takes them: `11:507:1229`. */
export function typedOf(name: RemovalName): string[] {
  return REMOVALS[name].members.map(placeOf).map(({ layer, row, col }) => `${layer}:${row}:${col}`)
}
