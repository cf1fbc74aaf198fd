import { type AxisOrder, axesByName, FAMILIES, type ParsedCoordinate, readingOf } from '@/lib/coordinates'

/** Families that store their down projections [in, out], as a reader knows them. */
const TURNED = FAMILIES.filter(({ axes }) => axes === 'in-out').map(({ family }) => family).join(', ')

/**
 * What a coordinate means, as far as its text says: the tensor's name tells the axis order for nearly all families; without one, [out, in] is said with
 * the families that differ.
 */
export function meaningOf({ tensor, layer, expert, row, col }: ParsedCoordinate): string {
  const axes = axesByName(tensor)
  const say = (order: AxisOrder) => {
    const { outputChannel, inputNeuron } = readingOf({ tensor: `layers.${layer}.`, row, col }, order)
    return `output channel ${outputChannel}, input neuron ${inputNeuron}`
  }
  const place = `layer ${layer}${expert === null ? '' : `, expert ${expert}`}`
  return axes === null ? `${place}, ${say('out-in')} (in ${TURNED} the other way round)` : `${place}, ${say(axes)}`
}
