import type { Scaling } from '../scaling'

/** A tensor of a safetensors checkpoint, as the header has it. */
export interface StoredTensor {
  /** As safetensors spells it: `I32`, `F8_E4M3`, ... */
  readonly dtype: string
  readonly shape: readonly number[]
}

/** One weight of a checkpoint. */
export interface WeightPlace {
  /**
   * config.json; its quantisation settings are read, all of them optional. Where they stand in a file beside it (`quantize_config.json`,
   * `quant_config.json`), give its content as `quantization_config`.
   */
  readonly config: unknown
  /** All tensors of the checkpoint, by name. */
  readonly tensors: ReadonlyMap<string, StoredTensor>
  /** As the names of its tensors begin: `model.layers.2.mlp.down_proj`. */
  readonly module: string
  /** Output channel, in every form: the row of the matrix that the module multiplies with, [out, in]. */
  readonly row: number
  /** Input neuron. A weight that is stored plainly is the exception: row and column are those of its tensor, as in a Conv1D. */
  readonly col: number
  /** Where the experts of a layer are one tensor; null or absent otherwise. */
  readonly expert?: number | null
}

/**
 * Bytes `start` (inclusive) to `end` (exclusive) of a tensor's data. One to six ranges are read for a weight, some of them one after the
 * other; the largest has `MAX_SPAN` bytes.
 */
export type ReadPart = (tensor: string, start: number, end: number) => Promise<Uint8Array>

/** A weight with those that share its scale. */
export interface DecodedGroup {
  /** `GPTQ, 4 bit`; `BF16` of a weight that is stored plainly. */
  readonly form: string
  /** The tensor that has the codes. */
  readonly tensor: string
  /** [out, in] of the module, decoded; of one expert. */
  readonly shape: readonly [number, number]
  /**
   * The values of the row that share the weight's scale, in the order of their columns, exactly as the form's own code dequantises them
   * (rounded to the type that it returns). May be NaN or infinite.
   */
  readonly values: Float64Array
  /** Of the weight within `values`. */
  readonly index: number
  /** Null of a weight that is stored plainly. */
  readonly scaling: Scaling | null
  /**
   * Whether `values` are all that share the scale. Otherwise they are some: those of the row, where rows share a scale (FP8 per tensor or
   * block), or those near the weight, where the row's would take more than `MAX_SPAN` bytes to read.
   */
  readonly complete: boolean
}
