import { downProjectionName, namesIn, storedNames, type FamilyNames } from './families'
import { printStored } from './print'
import { CoordinateError, type Coordinate, type ParsedCoordinate } from './types'

/** What resolving needs to know about a tensor. */
export interface TensorShape {
  readonly shape: readonly number[]
}

/**
 * Resolves a parsed coordinate in a checkpoint: the tensor's stored name, indices within its shape.
 * @throws CoordinateError naming the nearest tensor or the actual bounds.
 */
export function resolveCoordinate(
  parsed: ParsedCoordinate,
  tensors: ReadonlyMap<string, TensorShape>,
  names: FamilyNames,
  layers: number,
): Coordinate {
  const { row, col } = parsed
  const expected = downProjectionName(namesIn(names, tensors), parsed.layer, parsed.expert)
  const spelled = `${parsed.tensor ?? `layer ${parsed.layer}`}[${row}, ${col}]`
  if (parsed.layer >= layers) {
    throw new CoordinateError(
      `There is no layer ${parsed.layer}: the model has ${layers} layers, 0 to ${layers - 1}.`,
      spelled,
      null,
    )
  }
  if (parsed.tensor === null && parsed.expert !== null && !names.expertDown) {
    throw new CoordinateError(
      `${names.family} has no experts. The down projection of layer ${parsed.layer} is "${expected}".`,
      spelled,
      printStored({ tensor: expected, row, col }),
    )
  }
  const tensor = findTensor(parsed, tensors, expected, names)
  if (tensor === null) throw noTensor(parsed, tensors, expected, spelled, names.family)
  const shape = tensors.get(tensor)?.shape ?? []
  if (shape.length !== 2)
    throw new CoordinateError(
      `"${tensor}" is not a 2-D weight: its shape is [${shape.join(', ')}]. A super weight is one scalar of a down projection, here "${expected}".`,
      spelled,
      printStored({ tensor: expected, row, col }),
    )
  if (tensor !== expected)
    throw new CoordinateError(
      `"${tensor}" is not a down projection. A super weight is a scalar of the layer's down projection, here "${expected}".`,
      spelled,
      printStored({ tensor: expected, row, col }),
    )
  const [rows = 0, cols = 0] = shape
  if (row >= rows || col >= cols) throw outOfRange(tensor, row, col, rows, cols, spelled)
  return { tensor, row, col }
}

/** The name as typed or as stored, with or without the base model's prefix; the family's name for the short spelling. */
function findTensor(
  { tensor }: ParsedCoordinate,
  tensors: ReadonlyMap<string, TensorShape>,
  expected: string,
  names: FamilyNames,
): string | null {
  if (tensor === null) return tensors.has(expected) ? expected : null
  const full = tensor.startsWith(names.prefix) ? tensor : `${names.prefix}${tensor}`
  return [tensor, `model.${tensor}`, ...storedNames(names, full)].find((name) => tensors.has(name)) ?? null
}

function noTensor(
  { tensor, layer, row, col }: ParsedCoordinate,
  tensors: ReadonlyMap<string, TensorShape>,
  expected: string,
  spelled: string,
  family: string,
): CoordinateError {
  const ofExpert = (number: number) => expected.replace(/\.experts\.(?:\d+|\{expert\})\./, `.experts.${number}.`)
  let experts = 0
  while (expected !== ofExpert(experts) && tensors.has(ofExpert(experts))) experts++
  if (experts > 0 && !expected.includes('{expert}'))
    return new CoordinateError(
      `Layer ${layer} has ${experts} experts, 0 to ${experts - 1}: there is no tensor "${expected}".`,
      spelled,
      null,
    )
  // For experts, the name has the number left open.
  if (experts > 0 || tensors.has(expected)) {
    return new CoordinateError(
      `The checkpoint has no tensor "${tensor ?? expected}". The down projection of layer ${layer} is "${expected}".`,
      spelled,
      printStored({ tensor: expected, row, col }),
    )
  }
  const own = likeness(expected, tensors)
  return new CoordinateError(
    `The checkpoint has no tensor "${expected}", the name of layer ${layer}'s down projection in a ${family} model. ${own === null ? 'It has no tensors.' : `Its tensors are named like "${own}".`}`,
    spelled,
    null,
  )
}

/** One of the checkpoint's names as an example: one with the same ending as the missing one, else the first. */
function likeness(wanted: string, tensors: ReadonlyMap<string, TensorShape>): string | null {
  const end = wanted.split('.').slice(-2).join('.')
  let first: string | null = null
  for (const name of tensors.keys()) {
    if (name.endsWith(end)) return name
    first ??= name
  }
  return first
}

function outOfRange(
  tensor: string,
  row: number,
  col: number,
  rows: number,
  cols: number,
  input: string,
): CoordinateError {
  const swapped = col < rows && row < cols ? printStored({ tensor, row: col, col: row }) : null
  const hint = swapped ? ` Row and column may be swapped: ${swapped} exists.` : ''
  return new CoordinateError(
    `[${row}, ${col}] is out of range: "${tensor}" has ${rows} rows (0 to ${rows - 1}) and ${cols} columns (0 to ${cols - 1}).${hint}`,
    input,
    swapped,
  )
}
