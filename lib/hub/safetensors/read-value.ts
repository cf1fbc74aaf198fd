import { FLOAT_FORMATS, floatFormat } from '@/lib/numbers/formats'
import type { TensorLocation, TensorReader } from './tensor-location'

/** One stored scalar. */
export interface StoredValue {
  /** The stored bits, most significant first, as lower-case hex without prefix: 4 digits for F16 and BF16, 8 for F32, 16 for F64. */
  readonly bits: string
  /** Exactly the stored value: every dtype here is a subset of float64. May be NaN or infinite. */
  readonly value: number
  readonly dtype: string
}

/** The coordinate does not name a scalar that can be read. The message gives the true bounds or dtypes. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
}

/**
 * Reads one scalar of a 2-D tensor with one small range request.
 * @param row index along the first stored dimension
 * @param col index along the second stored dimension
 * @throws ValueError when the tensor is not 2-D, of another dtype, or the index is out of range; HubError for the network
 */
export async function readValue(
  checkpoint: TensorReader,
  location: TensorLocation,
  row: number,
  col: number,
): Promise<StoredValue> {
  const { name, shape, dtype } = location
  const [rows, cols] = shape
  if (shape.length !== 2 || rows === undefined || cols === undefined)
    throw new ValueError(`${name} has the shape [${shape.join(', ')}]; a row and a column need a 2-D weight`)
  checkIndex(name, 'row', row, rows)
  checkIndex(name, 'column', col, cols)
  const format = floatFormat(dtype)
  if (format === null)
    throw new ValueError(
      `${name} is stored as ${dtype}; single values are read from ${FLOAT_FORMATS.map((one) => one.dtype).join(', ')}`,
    )
  const at = (row * cols + col) * format.bytes
  const bytes = await checkpoint.read(location, at, at + format.bytes)
  const value = format.decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { bits: hexOf(bytes), value, dtype }
}

function checkIndex(name: string, axis: string, index: number, length: number): void {
  if (Number.isSafeInteger(index) && 0 <= index && index < length) return
  throw new ValueError(
    length === 0
      ? `${name} is empty`
      : `${axis} ${index} is outside ${name}, whose ${axis}s go from 0 to ${length - 1}`,
  )
}

/** Little-endian bytes as hex digits, most significant first. */
function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .reverse()
    .join('')
}
