import './no-telemetry'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { engine } from './engine'

export { Tensor }
export type Feeds = Readonly<Record<string, Tensor>>
/** Outputs wanted: a tensor is filled in place, null lets onnxruntime allocate. Outputs not named are not copied out. */
export type Fetches = Readonly<Record<string, Tensor | null>>

/** Only warnings about this project's own graphs would be printed, and their tests catch those: 3 shows errors only. */
const LOG_ERRORS_ONLY = 3

/** A graph made ready to run. */
export interface Session {
  /** Runs the graph. The native call blocks this thread until it is done. */
  run(feeds: Feeds, fetches: Fetches): Promise<Readonly<Record<string, Tensor>>>
  release(): Promise<void>
}

/**
 * Opens a session on the device and with the threads of this process's engine.
 * @throws Error from onnxruntime when the graph is not valid.
 */
export async function openSession(model: Uint8Array): Promise<Session> {
  const session = await InferenceSession.create(model, {
    executionProviders: [engine().device],
    intraOpNumThreads: engine().threads,
    // Waiting threads sleep instead of spinning: as fast on a quiet machine, four times faster on a busy one (measured on the
    // fixtures with both cores taken), and the site and the database beside the verifier keep their share.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: LOG_ERRORS_ONLY,
  })
  return {
    run: (feeds, fetches) => session.run(feeds, fetches),
    release: () => session.release(),
  }
}

/** A float tensor on the caller's own memory; nothing is copied. */
export function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return new Tensor('float32', data, dims)
}

export function int32s(values: readonly number[], dims: readonly number[]): Tensor {
  return new Tensor('int32', Int32Array.from(values), dims)
}

export function int64s(values: readonly number[], dims: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), dims)
}

/**
 * The floats of a run's output.
 * @throws Error naming the output when the run gave none.
 */
export function floatsOf(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const data = outputs[name]?.data
  if (!(data instanceof Float32Array)) throw new Error(`The session gave no float output "${name}".`)
  return data
}
