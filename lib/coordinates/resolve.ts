import { downProjectionName, namesIn, type FamilyNames } from './families'
import { printStored } from './print'
import { CoordinateError, type Coordinate, type ParsedCoordinate } from './types'

/** What resolving needs to know of a tensor. */
export interface TensorShape {
  readonly shape: readonly number[]
}

/**
 * The stored coordinate that a parsed one names in a checkpoint: the tensor's real name, indices within its shape.
 * @throws CoordinateError naming the nearest tensor or the true bounds.
 */
export function resolveCoordinate(parsed: ParsedCoordinate, tensors: ReadonlyMap<string, TensorShape>, names: FamilyNames, layers: number): Coordinate {
  const { row, col } = parsed
  const expected = downProjectionName(namesIn(names, tensors), parsed.layer, parsed.expert)
  const spelled = `${parsed.tensor ?? `layer ${parsed.layer}`}[${row}, ${col}]`
  if (parsed.layer >= layers) {
    throw new CoordinateError(`There is no layer ${parsed.layer}: the model has ${layers} layers, 0 to ${layers - 1}.`, spelled, null)
  }
  if (parsed.tensor === null && parsed.expert !== null && !names.expertDown) {
    throw new CoordinateError(`${names.family} has no experts. The down projection of layer ${parsed.layer} is "${expected}".`, spelled, printStored({ tensor: expected, row, col }))
  }
  const tensor = findTensor(parsed, tensors, expected, names.optionalPrefix ?? '')
  if (tensor === null) {
    throw new CoordinateError(`The checkpoint has no tensor "${parsed.tensor ?? expected}". The down projection of layer ${parsed.layer} is "${expected}".`, spelled, printStored({ tensor: expected, row, col }))
  }
  const shape = tensors.get(tensor)?.shape ?? []
  if (shape.length !== 2) throw new CoordinateError(`"${tensor}" is not a 2-D weight: its shape is [${shape.join(', ')}]. A super weight is one scalar of a down projection, here "${expected}".`, spelled, printStored({ tensor: expected, row, col }))
  if (tensor !== expected) throw new CoordinateError(`"${tensor}" is not a down projection. A super weight is a scalar of the layer's down projection, here "${expected}".`, spelled, printStored({ tensor: expected, row, col }))
  const [rows = 0, cols = 0] = shape
  if (row >= rows || col >= cols) throw outOfRange(tensor, row, col, rows, cols, spelled)
  return { tensor, row, col }
}

/**
 * The name as typed, with `model.` or the family's prefix put back where the checkpoint has it and taken away where it has
 * not, or the family's own name for the short spelling.
 */
function findTensor({ tensor }: ParsedCoordinate, tensors: ReadonlyMap<string, TensorShape>, expected: string, prefix: string): string | null {
  const tries = tensor === null ? [expected] : [tensor, `model.${tensor}`, `${prefix}${tensor}`, ...(tensor.startsWith(prefix) ? [tensor.slice(prefix.length)] : [])]
  return tries.find((name) => tensors.has(name)) ?? null
}

function outOfRange(tensor: string, row: number, col: number, rows: number, cols: number, input: string): CoordinateError {
  const swapped = col < rows && row < cols ? printStored({ tensor, row: col, col: row }) : null
  const hint = swapped ? ` Row and column may be swapped: ${swapped} exists.` : ''
  return new CoordinateError(`[${row}, ${col}] is out of range: "${tensor}" has ${rows} rows (0 to ${rows - 1}) and ${cols} columns (0 to ${cols - 1}).${hint}`, input, swapped)
}
