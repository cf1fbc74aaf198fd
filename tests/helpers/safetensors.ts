/** A tensor to write: its bytes are given, or zero. */
export interface TensorToWrite {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/** The raw header of the file, before any check: tests write wrong ones on purpose. */
export type RawHeader = Record<string, unknown>

/** A safetensors file of these tensors, one after the other in the order given. */
export function safetensorsFile(tensors: Readonly<Record<string, TensorToWrite>>): Uint8Array {
  let at = 0
  const entries = Object.entries(tensors).map(([name, { dtype, shape, bytes }]): [string, unknown] => {
    const begin = at
    at += bytes.length
    return [name, { dtype, shape, data_offsets: [begin, at] }]
  })
  // fromEntries, not assignment: a tensor may be called `__proto__`.
  return rawFile(
    Object.fromEntries([['__metadata__', { format: 'pt' }], ...entries]),
    Buffer.concat(Object.values(tensors).map(({ bytes }) => bytes)),
  )
}

/** A file with exactly this header, right or wrong, and these bytes of data. */
export function rawFile(header: RawHeader | string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  return Buffer.concat([lengthPrefix(json.length), json, data])
}

/** The 8 bytes before a header. */
export function lengthPrefix(length: number | bigint): Uint8Array {
  const prefix = Buffer.alloc(8)
  prefix.writeBigUInt64LE(BigInt(length))
  return prefix
}

/** A float32 tensor of these values. */
export function f32(shape: readonly number[], values: readonly number[]): TensorToWrite {
  return { dtype: 'F32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) }
}

/** A tensor of 16-bit scalars with these bits. */
export function sixteenBit(dtype: 'F16' | 'BF16', shape: readonly number[], bits: readonly number[]): TensorToWrite {
  return { dtype, shape, bytes: new Uint8Array(Uint16Array.from(bits).buffer) }
}

/** A tensor of zeros. */
export function zeros(dtype: 'F32' | 'F16' | 'BF16', shape: readonly number[]): TensorToWrite {
  const count = shape.reduce((product, dim) => product * dim, 1)
  return { dtype, shape, bytes: new Uint8Array(count * (dtype === 'F32' ? 4 : 2)) }
}
