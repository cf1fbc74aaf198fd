/** A weight of a down projection, by its place in the network. */
export interface Scalar {
  readonly layer: number
  /** Null: the down projection of all tokens. */
  readonly expert: number | null
  /** Residual channel that it writes. */
  readonly channel: number
  /** Intermediate neuron that it reads. */
  readonly neuron: number
}

export const scalarKey = ({ layer, expert, channel, neuron }: Scalar): string =>
  `${layer}:${expert ?? '-'}:${channel}:${neuron}`

/** One name for a set of weights, in whatever order. */
export const setKey = (scalars: readonly Scalar[]): string => scalars.map(scalarKey).sort().join(' ')
