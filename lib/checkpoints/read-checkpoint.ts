import {
  downProjectionName,
  familyNamesOf,
  namesIn,
  readingOf,
  resolveCoordinate,
  type Coordinate,
  type FamilyNames,
  type ParsedCoordinate,
  type Reading,
} from '@/lib/coordinates'
import { layersIn } from '@/lib/families/layers'
import { unknownArchitecture } from '@/lib/families/nearest'
import { checkConfig } from '@/lib/families/refusals'
import { baseModelsOf } from '@/lib/hub/form/base-model'
import { isRepo } from '@/lib/hub/names/repo'
import { openCheckpoint } from '@/lib/hub/checkpoint/open-checkpoint'
import { OpenedCheckpoints } from '@/lib/hub/checkpoint/opened'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { readValue } from '@/lib/hub/safetensors/read-value'

/** One coordinate as found in the checkpoint. */
export interface FoundCoordinate {
  readonly coordinate: Coordinate
  readonly reading: Reading
  readonly shape: readonly [number, number]
  readonly dtype: string
  readonly file: string
  readonly value: number
  readonly bits: string
}

/** The result of screening: config, headers, and the few bytes of each claimed value. */
export interface CheckpointReading {
  /** The Hub's own spelling of the name. */
  readonly repo: string
  readonly commit: string
  readonly gated: boolean
  readonly family: string
  readonly layers: number
  /** Of the first coordinate's tensor; without coordinates, of the first down projection. */
  readonly hiddenSize: number
  readonly intermediateSize: number
  readonly parameters: number
  /** Of all its tensors. */
  readonly bytes: number
  readonly found: readonly FoundCoordinate[]
  /** The models that its tags, its card or config.json say it was made from; empty unless asked for. */
  readonly bases: readonly string[]
}

export interface ReadOptions {
  readonly repo: string
  readonly revision: string | null
  readonly coordinates: readonly ParsedCoordinate[]
  /** Whether to read what it was made from: one more small file where the Hub's tags do not say so. */
  readonly bases?: boolean
  readonly retryPolicy: RetryPolicy
  readonly signal?: AbortSignal
}

/**
 * Pins the commit, finds the coordinates and reads their values; no tensor is downloaded.
 * @throws HubError, UnsupportedArchitecture, InvalidCheckpoint, CoordinateError, ValueError; the signal's reason when aborted
 */
export async function readCheckpoint({
  repo,
  revision,
  coordinates,
  bases = false,
  retryPolicy,
  signal,
}: ReadOptions): Promise<CheckpointReading> {
  const checkpoint = await openCheckpoint({
    repo,
    ...(revision === null ? {} : { revision }),
    ...(signal ? { signal } : {}),
    retryPolicy,
    opened,
  })
  const names = supportedFamily(checkpoint)
  const layers = layersIn(names.family, checkpoint.config)
  const resolved = coordinates.map((parsed) => resolveCoordinate(parsed, checkpoint.tensors, names, layers))
  const found = await Promise.all(resolved.map((coordinate) => readOne(checkpoint, coordinate, names)))
  const [rows, cols] = found[0]?.shape ?? firstShape(checkpoint, names, layers)
  const [hiddenSize, intermediateSize] = names.axes === 'out-in' ? [rows, cols] : [cols, rows]
  const { commit, gated, parameters } = checkpoint
  return {
    repo: checkpoint.repo,
    commit,
    gated,
    family: names.family,
    layers,
    hiddenSize,
    intermediateSize,
    parameters,
    bytes: bytesOf(checkpoint),
    found,
    bases: bases ? await basesOf(checkpoint) : [],
  }
}

/** Of this process: the values at a model's coordinates are asked for right after its headers. */
const opened = new OpenedCheckpoints()

function bytesOf({ tensors }: Checkpoint): number {
  let bytes = 0
  for (const { start, end } of tensors.values()) bytes += end - start
  return bytes
}

/** Rows and columns of the first down projection; zeros where no layer has one under its family's name. */
function firstShape({ tensors }: Checkpoint, names: FamilyNames, layers: number): readonly [number, number] {
  for (let layer = 0; layer < layers; layer++) {
    const name = downProjectionName(namesIn(names, tensors), layer).replace('{expert}', '0')
    const [rows, cols, ...more] = tensors.get(name)?.shape ?? []
    if (rows !== undefined && cols !== undefined && more.length === 0) return [rows, cols]
  }
  return [0, 0]
}

async function basesOf(checkpoint: Checkpoint): Promise<string[]> {
  const { repo, config } = checkpoint
  const named = await baseModelsOf(checkpoint)
  const { _name_or_path: from } = config
  return [...new Set([...named, ...(typeof from === 'string' && isRepo(from) ? [from] : [])])].filter(
    (name) => name.toLowerCase() !== repo.toLowerCase(),
  )
}

/** @throws UnsupportedArchitecture for another family, and for settings of a supported one's config.json that no recipe computes */
function supportedFamily({ config, tensors }: Checkpoint): FamilyNames {
  const names = familyNamesOf(config.model_type)
  if (names === null) throw unknownArchitecture(config, tensors)
  checkConfig(names.family, config)
  return names
}

async function readOne(checkpoint: Checkpoint, coordinate: Coordinate, names: FamilyNames): Promise<FoundCoordinate> {
  const location = checkpoint.tensors.get(coordinate.tensor)
  if (!location) throw new RangeError(`${coordinate.tensor} was resolved but does not exist.`)
  const { value, bits, dtype } = await readValue(checkpoint, location, coordinate.row, coordinate.col)
  const [rows = 0, cols = 0] = location.shape
  return {
    coordinate,
    reading: readingOf(coordinate, names.axes),
    shape: [rows, cols],
    dtype,
    file: location.file,
    value,
    bits,
  }
}
