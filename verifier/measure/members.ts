import {
  downProjectionName,
  parsedFrom,
  printStored,
  readingOf,
  resolveCoordinate,
  type Coordinate,
  type FamilyNames,
} from '@/lib/coordinates'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { Protocol } from '@/lib/protocol'
import type { Edit } from '../pass/edits'
import type { WeightPlace } from '../pass/observe'

/** A claimed coordinate, with the value its claim gave, if any. */
export interface ClaimedCoordinate extends Coordinate {
  readonly claimedValue?: number | null
}

/** A claimed coordinate with its meaning in the network. */
export interface ClaimedMember extends WeightPlace {
  readonly coordinate: Coordinate
  readonly claimedValue: number | null
}

/** A claim that cannot be run. Permanent. */
export class InvalidClaim extends Error {
  override readonly name = 'InvalidClaim'
  readonly code = 'invalid-claim'
  readonly permanent = true
}

/**
 * Reads claimed coordinates against the checkpoint.
 * @throws InvalidClaim when there are none, too many or a repeated one; CoordinateError when one is not in the checkpoint.
 */
export function membersOf(
  claimed: readonly ClaimedCoordinate[],
  checkpoint: Checkpoint,
  names: FamilyNames,
  layers: number,
  protocol: Protocol,
): ClaimedMember[] {
  if (claimed.length < 1 || claimed.length > protocol.set_max_members) {
    throw new InvalidClaim(`A claim has 1 to ${protocol.set_max_members} coordinates; this has ${claimed.length}.`)
  }
  const members = claimed.map(({ tensor, row, col, claimedValue }): ClaimedMember => {
    const coordinate = resolveCoordinate(parsedFrom({ tensor, row, col }), checkpoint.tensors, names, layers)
    const { layer, expert, outputChannel, inputNeuron } = readingOf(coordinate, names.axes)
    return {
      coordinate,
      layer,
      expert,
      channel: outputChannel,
      neuron: inputNeuron,
      claimedValue: claimedValue ?? null,
    }
  })
  const printed = members.map((m) => printStored(m.coordinate))
  const twice = printed.find((text, i) => printed.indexOf(text) !== i)
  if (twice) throw new InvalidClaim(`The coordinate ${twice} is claimed twice.`)
  return members
}

/** Where a weight is stored: the tensor of its layer, and row and column by the family's axis order. */
export function coordinateOf({ layer, expert, channel, neuron }: WeightPlace, names: FamilyNames): Coordinate {
  const [row, col] = names.axes === 'out-in' ? [channel, neuron] : [neuron, channel]
  return { tensor: downProjectionName(names, layer, expert), row, col }
}

/** The inverse: the edit that scales the weight at a stored coordinate. */
export function editOf(coordinate: Coordinate, names: FamilyNames, scale: number): Edit {
  const { layer, expert, outputChannel, inputNeuron } = readingOf(coordinate, names.axes)
  return { layer, expert, channel: outputChannel, neuron: inputNeuron, scale }
}
