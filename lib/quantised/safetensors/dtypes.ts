import { floatFormat } from '@/lib/numbers/formats'
import { e4m3, e5m2, e8m0 } from './small-floats'

interface Dtype {
  readonly bytes: number
  /** The scalar at byte `at`, exactly; whole numbers of 64 bits beyond 2^53 are rounded. */
  decode(view: DataView, at: number): number
}

function float(dtype: 'F64' | 'F32' | 'F16' | 'BF16'): Dtype {
  const { bytes, decode } = floatFormat(dtype)
  return { bytes, decode: (view, at) => decode(new DataView(view.buffer, view.byteOffset + at, bytes)) }
}

/** What quantised checkpoints have stored as, little-endian. A map, as names come from outside. */
export const DTYPES: ReadonlyMap<string, Dtype> = new Map<string, Dtype>([
  ['F64', float('F64')],
  ['F32', float('F32')],
  ['F16', float('F16')],
  ['BF16', float('BF16')],
  ['F8_E4M3', { bytes: 1, decode: (view, at) => e4m3(view.getUint8(at)) }],
  ['F8_E5M2', { bytes: 1, decode: (view, at) => e5m2(view.getUint8(at)) }],
  ['F8_E8M0', { bytes: 1, decode: (view, at) => e8m0(view.getUint8(at)) }],
  ['U8', { bytes: 1, decode: (view, at) => view.getUint8(at) }],
  ['I8', { bytes: 1, decode: (view, at) => view.getInt8(at) }],
  ['I32', { bytes: 4, decode: (view, at) => view.getInt32(at, true) }],
  ['U32', { bytes: 4, decode: (view, at) => view.getUint32(at, true) }],
  ['I64', { bytes: 8, decode: (view, at) => Number(view.getBigInt64(at, true)) }],
])
