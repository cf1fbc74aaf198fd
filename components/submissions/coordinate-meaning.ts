import { type AxisOrder, axesByName, FAMILIES, type ParsedCoordinate, readingOf } from '@/lib/coordinates'

/** What a coordinate means, as far as its text says: the tensor's name tells the axis order; without one, [out, in] is assumed and the families that differ are named. */
export function meaningOf({ tensor, layer, expert, row, col }: ParsedCoordinate): string {
  const say = (order: AxisOrder) => {
    const { outputChannel, inputNeuron } = readingOf({ tensor: `layers.${layer}.`, row, col }, order)
    return `output channel ${outputChannel}, input neuron ${inputNeuron}`
  }
  const place = `layer ${layer}${expert === null ? '' : `, expert ${expert}`}`
  const axes = axesByName(tensor)
  if (axes !== null) return `${place}, ${say(axes)}`
  const turned = FAMILIES.filter(
    (one) => one.axes === 'in-out' && (expert === null || one.expertDown !== undefined),
  ).map(({ family }) => family)
  return `${place}, ${say('out-in')}${turned.length === 0 ? '' : ` (reversed in ${turned.join(', ')})`}`
}
