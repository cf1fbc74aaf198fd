import type { AxisOrder } from './families'
import type { Coordinate, Reading } from './types'

const LAYER = /(?:^|\.|\s)(?:layers?|h|blocks)[.\s](\d+)(?:\.|\s|$)/
const EXPERT = /\.experts\.(\d+)\./

/**
 * The meaning of a stored coordinate: layer and expert from the tensor's name, channel and neuron from the axis order.
 * @throws RangeError when the name contains no layer number.
 */
export function readingOf(c: Coordinate, axes: AxisOrder): Reading {
  const layer = LAYER.exec(c.tensor)
  if (!layer) throw new RangeError(`The tensor name "${c.tensor}" contains no layer number.`)
  const expert = EXPERT.exec(c.tensor)
  const [outputChannel, inputNeuron] = axes === 'out-in' ? [c.row, c.col] : [c.col, c.row]
  return { layer: Number(layer[1]), expert: expert ? Number(expert[1]) : null, outputChannel, inputNeuron }
}
