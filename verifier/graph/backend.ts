/** Numbers with a shape, on the caller's own memory; nothing is copied. */
export type Tensor =
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] }
  | { readonly type: 'int32'; readonly data: Int32Array; readonly dims: readonly number[] }
  | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }

export type Feeds = Readonly<Record<string, Tensor>>
/** Outputs wanted: a tensor is filled in place, null lets the backend allocate. Outputs not named are not copied out. */
export type Fetches = Readonly<Record<string, Tensor | null>>

/** A graph made ready to run. */
export interface Session {
  /** Runs the graph. It may block this thread until it is done. */
  run(feeds: Feeds, fetches: Fetches): Promise<Feeds>
  release(): Promise<void>
}

/** What runs ONNX graphs. Handed in: onnxruntime-node is one (verifier/engine/node-backend.ts), onnxruntime-web could be another. */
export interface InferenceBackend {
  /** @throws Error from the backend when the graph is not valid. */
  open(model: Uint8Array): Promise<Session>
}

export function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return { type: 'float32', data, dims }
}

export function int32s(values: readonly number[], dims: readonly number[]): Tensor {
  return { type: 'int32', data: Int32Array.from(values), dims }
}

export function int64s(values: readonly number[], dims: readonly number[]): Tensor {
  return { type: 'int64', data: BigInt64Array.from(values, BigInt), dims }
}

/**
 * The floats of a run's output.
 * @throws Error naming the output when the run gave none.
 */
export function floatsOf(outputs: Feeds, name: string): Float32Array {
  const output = outputs[name]
  if (output?.type !== 'float32') throw new Error(`The session gave no float output "${name}".`)
  return output.data
}
