/** Where one tensor lies: byte offsets are absolute in `file`, `end` exclusive. */
export interface TensorLocation {
  readonly name: string
  /** As safetensors spells it: `F32`, `F16`, `BF16`, ... */
  readonly dtype: string
  readonly shape: readonly number[]
  readonly file: string
  readonly start: number
  readonly end: number
}

/** Whatever the bytes of tensors are read from: a checkpoint on the Hub, in a folder, in a browser. */
export interface TensorReader {
  /** Bytes `from` (inclusive) to `to` (exclusive) of a tensor, counted from the tensor's own start; fills `into` when given. */
  read(tensor: TensorLocation, from: number, to: number, into?: Uint8Array): Promise<Uint8Array>
}
