import { FLOAT_FORMATS, floatFormat } from '@/lib/numbers/formats'
import { inParallel } from '@/lib/async/parallel'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'

/** Longest read: it stays in the processor's cache until it is expanded, and a cancelled run stops soon. */
const TILE_BYTES = 8 * 2 ** 20
/** Reads in flight: on a disk, one reads while another is expanded; on a network line, four fill it. */
const TILES_AT_ONCE = 4

/** Number formats that expand to float32 without loss. */
export const READABLE_DTYPES: readonly string[] = FLOAT_FORMATS.filter(({ expand }) => expand !== null).map(
  ({ dtype }) => dtype,
)

/** @throws Error when the format cannot be read; `checkTensors` has already refused such checkpoints. */
export function bytesPerScalar(dtype: string): number {
  return formatOf(dtype).size
}

/** Rows of `columns` scalars each, which lie `stride` scalars apart in memory. */
export interface RowLayout {
  readonly columns: number
  readonly stride: number
}

/** Scalars `from` to `from + into.length` of a tensor, in stored order, as float32; nothing is rounded. */
export function readFloats(
  checkpoint: Checkpoint,
  tensor: TensorLocation,
  from: number,
  into: Float32Array,
  signal?: AbortSignal,
): Promise<void> {
  return readScalars(checkpoint, tensor, { from, into, columns: into.length, stride: into.length }, signal)
}

/** Rows of a matrix, beginning with scalar `from`, as float32, with zeros in the gaps. */
export async function readRows(
  checkpoint: Checkpoint,
  tensor: TensorLocation,
  from: number,
  into: Float32Array,
  layout: RowLayout,
  signal?: AbortSignal,
): Promise<void> {
  const { columns, stride } = layout
  await readScalars(checkpoint, tensor, { from, into, ...layout }, signal)
  if (stride > columns) for (let row = 0; row < into.length; row += stride) into.fill(0, row + columns, row + stride)
}

interface Destination extends RowLayout {
  readonly from: number
  readonly into: Float32Array
}

/** Reads tile by tile, several at once. */
async function readScalars(
  checkpoint: Checkpoint,
  tensor: TensorLocation,
  destination: Destination,
  signal?: AbortSignal,
): Promise<void> {
  const { from, into, columns, stride } = destination
  if (into.length === 0) return
  const format = formatOf(tensor.dtype)
  const count = (into.length / stride) * columns
  const most = TILE_BYTES / format.size
  await inParallel(tiles(count, most), TILES_AT_ONCE, signal, async (first) => {
    const length = Math.min(most, count - first)
    const buffer = spare.pop() ?? new Uint8Array(TILE_BYTES)
    const tile = buffer.subarray(0, length * format.size)
    await checkpoint.read(tensor, (from + first) * format.size, (from + first + length) * format.size, tile)
    place(tile, first, destination, format)
    spare.push(buffer)
  })
}

/** Expands a tile that begins with scalar `first`, each row to its place. */
function place(
  tile: Uint8Array,
  first: number,
  { into, columns, stride }: Destination,
  { size, expand }: Format,
): void {
  const length = tile.length / size
  for (let at = 0; at < length;) {
    const column = (first + at) % columns
    const part = Math.min(columns - column, length - at)
    const start = Math.floor((first + at) / columns) * stride + column
    expand(tile.subarray(at * size, (at + part) * size), into.subarray(start, start + part))
    at += part
  }
}

function* tiles(count: number, most: number): Generator<number, void> {
  for (let first = 0; first < count; first += most) yield first
}

/** Free tiles: allocating one costs more than filling it. */
const spare: Uint8Array[] = []

interface Format {
  /** Bytes of one scalar. */
  readonly size: number
  readonly expand: (from: Uint8Array, to: Float32Array) => void
}

function formatOf(dtype: string): Format {
  const format = floatFormat(dtype)
  if (!format?.expand) throw new Error(`Tensors stored as ${dtype} cannot be read.`)
  return { size: format.bytes, expand: format.expand }
}
