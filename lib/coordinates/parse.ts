import { matchPlain, readingsOfGguf } from './spellings'
import { printStored } from './print'
import { CoordinateError, type Coordinate, type ParsedCoordinate } from './types'

/** Longest input. The longest tensor names in use are under 100 characters; the rest allows for spaces. */
export const MAX_COORDINATE_LENGTH = 200

/** The deepest public models have about 130 layers. */
const MAX_LAYER = 9_999

/** The largest public mixtures have 512 experts in a layer. */
const MAX_EXPERT = 2_047

/** Rows and columns: the widest public matrices are under 300,000; safetensors dims are far under 2^31. */
const MAX_INDEX = 2 ** 31 - 1

const EXPECTED =
  'layers[2].mlp.down_proj.weight[3968, 7003], model.layers.2.mlp.down_proj.weight[3968,7003] or 2:3968:7003'

const NAMED = /^([A-Za-z_][\w.]*?)\[(\d{1,10}),(\d{1,10})\]$/
const LAYER = /(?:^|\.)(?:layers|h|blocks)\.(\d{1,10})\./
const EXPERT = /\.experts\.(\d{1,10})\./

/**
 * Reads one coordinate in any accepted spelling: `layers[2].mlp.down_proj.weight[3968, 7003]`,
 * `model.layers.2.mlp.down_proj.weight[3968,7003]`, with or without `model.` or spaces, the spellings without a tensor (./spellings.ts), and
 * the expressions that `printTransformers`, `printStateDict` and `printGguf` give. Indices are as stored.
 * @throws CoordinateError saying what was expected, with a suggested spelling if there is one, or each reading of a text that has two.
 */
export function parseCoordinate(input: string): ParsedCoordinate {
  if (input.length > MAX_COORDINATE_LENGTH) {
    throw new CoordinateError(
      `A coordinate has at most ${MAX_COORDINATE_LENGTH} characters; this one has ${input.length}. Expected ${EXPECTED}.`,
      input.slice(0, 60),
      null,
    )
  }
  // Joining digits across a space or quote would make a different number.
  if (/\d[\s`'"]+\d/.test(input)) throw malformed(input)
  const text = normalise(input)
  const plain = matchPlain(text) ?? onlyReading(input, text)
  if (plain && (plain.expert ?? 0) <= MAX_EXPERT) return inBounds(plain, input)
  const named = NAMED.exec(text)
  const layer = named?.[1] ? LAYER.exec(named[1]) : null
  if (!named?.[1] || !layer) throw malformed(input)
  const expert = EXPERT.exec(named[1])
  return inBounds(
    {
      tensor: named[1],
      layer: Number(layer[1]),
      expert: expert ? Number(expert[1]) : null,
      row: Number(named[2]),
      col: Number(named[3]),
    },
    input,
  )
}

/** A coordinate as stored, read as if it had been typed. @throws CoordinateError when the tensor is not of a layer, or an index is out of range */
export function parsedFrom({ tensor, row, col }: Coordinate): ParsedCoordinate {
  const input = printStored({ tensor, row, col })
  const layer = LAYER.exec(tensor)
  if (!layer) throw malformed(input)
  const expert = EXPERT.exec(tensor)
  return inBounds({ tensor, layer: Number(layer[1]), expert: expert ? Number(expert[1]) : null, row, col }, input)
}

/** The normalised spelling to match: no spaces, `state_dict["..."]` unwrapped, `layers[2]` as `layers.2`, without leading `model.` and `.data`. */
function normalise(input: string): string {
  return input
    .replace(/^\s*\w+\[\s*["']([\w.]+)["']\s*\]/, '$1')
    .replace(/[\s`'"]+/g, '')
    .replace(/\[(\d+)\](?=\.)/g, '.$1')
    .replace(/^(?:model\.)+/, '')
    .replace(/\.data(?=\[)/, '')
}

function inBounds(parsed: ParsedCoordinate, input: string): ParsedCoordinate {
  if (parsed.layer > MAX_LAYER)
    throw new CoordinateError(
      `Layer ${parsed.layer} is out of range: layers are counted from 0 and no model has more than ${MAX_LAYER}.`,
      input,
      null,
    )
  if ((parsed.expert ?? 0) > MAX_EXPERT)
    throw new CoordinateError(
      `Expert ${parsed.expert} is out of range: experts are counted from 0 and no model has more than ${MAX_EXPERT} in a layer.`,
      input,
      null,
    )
  if (parsed.row > MAX_INDEX || parsed.col > MAX_INDEX)
    throw new CoordinateError(
      `[${parsed.row}, ${parsed.col}] is out of range: no tensor has an index over ${MAX_INDEX}.`,
      input,
      null,
    )
  return parsed
}

function malformed(input: string): CoordinateError {
  const suggestion = guess(input)
  const hint = suggestion ? ` Did you mean ${suggestion}?` : ''
  return new CoordinateError(
    `"${input.trim().slice(0, 80)}" is not a coordinate. Expected ${EXPECTED}.${hint}`,
    input,
    suggestion,
  )
}

/** The coordinate of a GGUF spelling without named dimensions if both orders agree; null for every other text. @throws CoordinateError with both readings where they differ */
function onlyReading(input: string, text: string): ParsedCoordinate | null {
  const readings = readingsOfGguf(text)
  const [first, second] = readings.map(spell)
  if (first === undefined || second === undefined || first === second) return readings[0] ?? null
  throw new CoordinateError(
    `"${input.trim().slice(0, 80)}" has two readings, because GGUF lists the fast axis (the column) first and NumPy last. In the order that GGUF and llama.cpp print, it is ${first}; as a NumPy or PyTorch index, it is ${second}. Give one of the two.`,
    input,
    null,
    [first, second],
  )
}

/** Three numbers are most likely layer, row and column of a down projection, and four with an expert those of an expert's; a minus sign means something else. */
function guess(input: string): string | null {
  const numbers = (input.match(/\d+/g) ?? []).map(Number)
  const [layer = 0, ...others] = numbers
  const expert = numbers.length === 4 && /expert/i.test(input) ? (others.shift() ?? null) : null
  const [row = 0, col = 0] = others
  if (
    others.length !== 2 ||
    /-\d/.test(input) ||
    layer > MAX_LAYER ||
    (expert ?? 0) > MAX_EXPERT ||
    row > MAX_INDEX ||
    col > MAX_INDEX
  )
    return null
  return spell({ layer, expert, row, col })
}

function spell({ layer, expert, row, col }: Omit<ParsedCoordinate, 'tensor'>): string {
  return `layers[${layer}].mlp.${expert === null ? '' : `experts[${expert}].`}down_proj.weight[${row}, ${col}]`
}
