import { floatFormat } from '@/lib/numbers/formats'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import { MAX_NORM_ENTRIES } from './stored-weight'

type ReadBytes = (tensor: TensorLocation, from: number, to: number) => Promise<Uint8Array>

/** All values of a 1-D tensor of floats; null for any other tensor. */
export async function readVector(tensor: TensorLocation | undefined, read: ReadBytes): Promise<Float64Array | null> {
  const format = tensor === undefined ? null : floatFormat(tensor.dtype)
  const [entries = 0, ...more] = tensor?.shape ?? []
  if (tensor === undefined || format === null || more.length > 0 || entries < 1 || entries > MAX_NORM_ENTRIES)
    return null
  const bytes = await read(tensor, 0, entries * format.bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float64Array.from({ length: entries }, (_, i) =>
    format.decode(new DataView(view.buffer, view.byteOffset + i * format.bytes, format.bytes)),
  )
}
