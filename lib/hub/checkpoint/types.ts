import type { ModelConfig } from '../config/model-config'
import type { TensorLocation, TensorReader } from '../safetensors/tensor-location'

/** A repo at a commit, with its config and tensor index read and no tensor downloaded. */
export interface Checkpoint extends TensorReader {
  readonly repo: string
  /** 40 hex digits. */
  readonly commit: string
  readonly gated: boolean
  readonly config: ModelConfig
  readonly tensors: ReadonlyMap<string, TensorLocation>
  /** The models that the Hub's tags say it was made from; absent on a folder. */
  readonly taggedBases?: readonly string[]
  /** Number of scalars in all tensors. */
  readonly parameters: number
  /**
   * A whole small file of the checkpoint (`tokenizer.json`, ...), or null when it has none of that name; where a checkpoint lacks
   * the method, the Hub is asked.
   * @throws HubError `too-large` above `limit` bytes, or a network error
   */
  readFile?(name: string, limit: number): Promise<Uint8Array | null>
  /**
   * A hint that bytes `from` to `to` of the tensor are read soon: they are fetched meanwhile, also while this thread computes. It
   * waits for nothing and never throws; a failure shows in the `read` that wants the bytes. Absent where reading is as fast as it gets.
   */
  prefetch?(tensor: TensorLocation, from: number, to: number): void
}
