import type { AxisOrder } from '@/lib/coordinates'
import type { Scaling } from '@/lib/quantised/scaling'
import type { NormName } from './norms'

/** A weight as a quantised file stores it, with those that share its scale. */
export interface StoredWeight {
  /** `Q4_K`, `GPTQ, 4 bit`. */
  readonly form: string
  /** The tensor that holds it. */
  readonly tensor: string
  readonly values: ArrayLike<number>
  /** Of the weight within them. */
  readonly index: number
  readonly scaling: Scaling | null
}

/** Which weight is meant, as the base model stores it. */
export interface Wanted {
  readonly tensor: string
  readonly row: number
  readonly col: number
  readonly layer: number
  readonly expert: number | null
  /** Which of row and column is the output channel there. */
  readonly axes: AxisOrder
}

/** A quantised checkpoint or file whose headers have been read. */
export interface Quantised {
  /** @throws HubError; BlockError or QuantisedError saying what is missing, unknown or out of range */
  read(wanted: Wanted): Promise<StoredWeight>
  /** The weights of a norm of that layer; null where there are none under its name, or not as plain numbers. */
  norm(wanted: Wanted, name: NormName): Promise<ArrayLike<number> | null>
}

/** The longest norm that is read: the widest public models have 20,480 channels. */
export const MAX_NORM_ENTRIES = 65_536

/** Output channel and input neuron. */
export const outIn = ({ row, col, axes }: Wanted) => (axes === 'out-in' ? { out: row, in: col } : { out: col, in: row })
