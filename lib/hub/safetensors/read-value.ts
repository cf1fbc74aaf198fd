import { floatBitsOfHalf } from './expand'
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

/** How each dtype turns its bits into a number. */
const DECODERS: Readonly<Record<string, { bytes: number; decode(view: DataView): number }>> = {
  F64: { bytes: 8, decode: (view) => view.getFloat64(0, true) },
  F32: { bytes: 4, decode: (view) => view.getFloat32(0, true) },
  F16: { bytes: 2, decode: (view) => floatOfBits(floatBitsOfHalf(view.getUint16(0, true))) },
  BF16: { bytes: 2, decode: (view) => floatOfBits(view.getUint16(0, true) * 0x1_0000) },
}

/**
 * Reads one scalar of a 2-D tensor with one small range request.
 * @param row index along the first stored dimension
 * @param col index along the second stored dimension
 * @throws ValueError when the tensor is not 2-D, of another dtype, or the index is out of range; HubError for the wire
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
  const decoder = Object.hasOwn(DECODERS, dtype) ? DECODERS[dtype] : undefined
  if (decoder === undefined)
    throw new ValueError(
      `${name} is stored as ${dtype}; single values are read from ${Object.keys(DECODERS).join(', ')}`,
    )
  const at = (row * cols + col) * decoder.bytes
  const bytes = await checkpoint.read(location, at, at + decoder.bytes)
  const value = decoder.decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return { bits: Buffer.from(bytes).reverse().toString('hex'), value, dtype }
}

function checkIndex(name: string, axis: string, index: number, length: number): void {
  if (Number.isSafeInteger(index) && 0 <= index && index < length) return
  throw new ValueError(
    length === 0
      ? `${name} is empty`
      : `${axis} ${index} is outside ${name}, whose ${axis}s go from 0 to ${length - 1}`,
  )
}

function floatOfBits(bits: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, bits)
  return view.getFloat32(0)
}
