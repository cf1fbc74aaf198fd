import { expandBf16, expandF16, floatBitsOfHalf } from './expand'
import { roundToBf16, roundToF16 } from './round'

/** A format whose stored scalars are real numbers: formats in which weights are stored directly as numbers. */
export interface FloatFormat {
  /** As safetensors spells it. */
  readonly dtype: 'F64' | 'F32' | 'F16' | 'BF16'
  /** The name people know. */
  readonly name: string
  /** Bytes of one scalar, little-endian as safetensors has them. */
  readonly bytes: number
  /** The scalar at the beginning of `view`, exactly: every format here is a subset of float64. */
  decode(view: DataView): number
  /** Expands the scalars of `from` into `to`, exactly; null where a float32 cannot hold them. `from` must be aligned to `bytes`. */
  readonly expand: ((from: Uint8Array, to: Float32Array) => void) | null
  /** The nearest value the format can hold, ties to even. */
  round(x: number): number
}

/** The one table of floating-point formats: bytes, decoding, expansion, rounding. */
export const FLOAT_FORMATS: readonly FloatFormat[] = [
  {
    dtype: 'F32',
    name: 'float32',
    bytes: 4,
    decode: (view) => view.getFloat32(0, true),
    expand: (from, to) => to.set(new Float32Array(from.buffer, from.byteOffset, to.length)),
    round: Math.fround,
  },
  {
    dtype: 'F16',
    name: 'float16',
    bytes: 2,
    decode: (view) => floatOfBits(floatBitsOfHalf(view.getUint16(0, true))),
    expand: (from, to) => expandF16(words(from), to),
    round: roundToF16,
  },
  {
    dtype: 'BF16',
    name: 'bfloat16',
    bytes: 2,
    // bfloat16 is the upper half of float32.
    decode: (view) => floatOfBits(view.getUint16(0, true) * 0x1_0000),
    expand: (from, to) => expandBf16(words(from), to),
    round: roundToBf16,
  },
  {
    dtype: 'F64',
    name: 'float64',
    bytes: 8,
    decode: (view) => view.getFloat64(0, true),
    expand: null,
    round: (x) => x,
  },
]

/** Bits per scalar of what safetensors stores beside those (its README and `Dtype` enum): sizes are checked, scalars are not read. */
export const OTHER_BITS: readonly (readonly [dtype: string, bits: number])[] = [
  ['BOOL', 8],
  ['F4', 4],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
  ['U8', 8],
  ['I8', 8],
  ['F8_E5M2', 8],
  ['F8_E4M3', 8],
  ['F8_E8M0', 8],
  ['F8_E4M3FNUZ', 8],
  ['F8_E5M2FNUZ', 8],
  ['I16', 16],
  ['U16', 16],
  ['I32', 32],
  ['U32', 32],
  ['I64', 64],
  ['U64', 64],
  ['C64', 64],
]

const FLOATS: ReadonlyMap<string, FloatFormat> = new Map(FLOAT_FORMATS.map((format) => [format.dtype, format]))
const BITS: ReadonlyMap<string, number> = new Map([
  ...FLOAT_FORMATS.map(({ dtype, bytes }) => [dtype, 8 * bytes] as const),
  ...OTHER_BITS,
])

/** The floating-point format of that name, or null: whole numbers, eight bits and less, and unknown names are none. */
export function floatFormat(dtype: FloatFormat['dtype']): FloatFormat
export function floatFormat(dtype: string): FloatFormat | null
export function floatFormat(dtype: string): FloatFormat | null {
  return FLOATS.get(dtype) ?? null
}

/** Bits per scalar, or null for a dtype that safetensors does not have. */
export function bitsPerScalar(dtype: string): number | null {
  return BITS.get(dtype) ?? null
}

/** The nearest value a dtype can hold, ties to even; other dtypes are returned unchanged. */
export function roundToDtype(x: number, dtype: string): number {
  return floatFormat(dtype)?.round(x) ?? x
}

const words = (bytes: Uint8Array) => new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)

function floatOfBits(bits: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, bits)
  return view.getFloat32(0)
}
