import {
  familyNamesOf,
  parseCoordinate,
  printGguf,
  printShort,
  printStateDict,
  printStored,
  printTransformers,
  readingOf,
  resolveCoordinate,
} from '@/lib/coordinates'
import { layersIn } from '@/lib/families/layers'
import { unknownArchitecture } from '@/lib/families/nearest'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { readValue } from '@/lib/hub/safetensors/read-value'

/** What the repo says about one coordinate: three small range requests, no tensor downloaded. As `inspect --json` prints it. */
export interface Inspection {
  readonly repo: string
  readonly commit: string
  readonly family: string
  readonly tensor: string
  readonly row: number
  readonly col: number
  readonly layer: number
  readonly expert: number | null
  readonly output_channel: number
  readonly input_neuron: number
  readonly shape: readonly number[]
  readonly dtype: string
  readonly value: number
  readonly bits: string
  readonly spellings: {
    readonly stored: string
    readonly paper: string
    readonly transformers: string
    readonly state_dict: string
    readonly gguf: string | null
  }
}

/** Reads a coordinate in any accepted spelling. @throws CoordinateError, ValueError, UnsupportedArchitecture, HubError */
export async function inspect(checkpoint: Checkpoint, typed: string): Promise<Inspection> {
  const parsed = parseCoordinate(typed)
  const { model_type: type } = checkpoint.config
  const names = familyNamesOf(type)
  if (names === null) throw unknownArchitecture(checkpoint.config, checkpoint.tensors)
  const coordinate = resolveCoordinate(parsed, checkpoint.tensors, names, layersIn(names.family, checkpoint.config))
  const location = checkpoint.tensors.get(coordinate.tensor)
  if (location === undefined) throw new Error(`${coordinate.tensor} was resolved and is not in the checkpoint.`)
  const { value, bits, dtype } = await readValue(checkpoint, location, coordinate.row, coordinate.col)
  const { layer, expert, outputChannel, inputNeuron } = readingOf(coordinate, names.axes)
  return {
    repo: checkpoint.repo,
    commit: checkpoint.commit,
    family: names.family,
    ...coordinate,
    layer,
    expert,
    output_channel: outputChannel,
    input_neuron: inputNeuron,
    shape: location.shape,
    dtype,
    value,
    bits,
    spellings: {
      stored: printStored(coordinate),
      paper: printShort(coordinate),
      transformers: printTransformers(coordinate),
      state_dict: printStateDict(coordinate),
      gguf: printGguf(coordinate),
    },
  }
}

/** The same for people. */
export function printInspection(i: Inspection): string {
  const rows: [string, string][] = [
    ['repo', `${i.repo} at ${i.commit}`],
    ['family', i.family],
    ['as stored', `${i.tensor}, row ${i.row}, column ${i.col}`],
    [
      'meaning',
      `layer ${i.layer}${i.expert === null ? '' : `, expert ${i.expert}`}, output channel ${i.output_channel}, input neuron ${i.input_neuron}`,
    ],
    ['value', `${i.value} (bits ${i.bits})`],
    ['dtype', i.dtype],
    ['shape', i.shape.join(' x ')],
    ['paper', i.spellings.paper],
    ['transformers', i.spellings.transformers],
    ['state dict', i.spellings.state_dict],
    ['GGUF', i.spellings.gguf ?? 'the converter renames more than the name'],
  ]
  return rows.map(([name, text]) => `${name.padEnd(13)} ${text}\n`).join('')
}
