import type { AxisOrder } from '@/lib/coordinates'
import type { Rope } from './rope'

/** A weight that is fed to a graph: its name there, its tensor in the checkpoint, and its shape. */
export interface WeightSlot {
  readonly slot: string
  /** Tensor name with `{layer}` for the layer's number, and `{part}` where several tensors make up one weight. */
  readonly tensor: string
  readonly shape: readonly number[]
  /** Tensors `{part}` = 0 to parts - 1 are stacked; each has the shape without its first axis. */
  readonly parts?: number
  /** Added to every scalar as it is read: Gemma's norms multiply by 1 + weight. */
  readonly plus?: number
  /** A matrix [out, in] whose rows may have a larger stride in memory than their length (graph/rows.ts). */
  readonly wideRows?: true
}

/** Root-mean-square or LayerNorm; weight and bias are there when a slot of that name is. */
export interface NormRecipe {
  readonly kind: 'rms' | 'layer'
  readonly epsilon: number
}

/**
 * Where a layer has norms. `attention` and `feed_forward` stand for a block: a norm lies before the block, after it (the
 * block's output is normed, then added to the residual stream), or on the sum (the residual stream itself is normed).
 */
export type NormPlace =
  | 'attention_norm'
  | 'attention_post_norm'
  | 'attention_sum_norm'
  | 'feed_forward_norm'
  | 'feed_forward_post_norm'
  | 'feed_forward_sum_norm'

/** Linear biases on attention scores, one slope per head (arXiv 2108.12409). */
export interface Alibi {
  /** What slope * position is multiplied by. */
  readonly scale: number
  /** Slope, position and their product are rounded to bfloat16. */
  readonly rounded: boolean
}

/**
 * Attention through a latent (arXiv 2405.04434): keys and values are made from one narrow normed vector per token; a head's key is
 * an unrotated part of its own and a rotated one that all heads share.
 */
export interface Latent {
  /** Width of the vector that queries are projected from; null: they come from the residual stream. */
  readonly queryRank: number | null
  readonly rank: number
  /** Channels of a head's q and k that are not rotated; the rotated ones follow. */
  readonly unrotated: number
  readonly valueDim: number
  /** Of the latents. */
  readonly norm: NormRecipe
}

/** Causal self-attention; `kvHeads < heads` is grouped-query attention. */
export interface AttentionRecipe {
  readonly heads: number
  readonly kvHeads: number
  readonly headDim: number
  /** Scores are q k * scale. */
  readonly scale: number
  /**
   * One projection makes q, k and v: its outputs are this many groups, each of q heads, then k heads, then v heads.
   * Null: three projections.
   */
  readonly fusedGroups: number | null
  /** Norm of q and k before they are rotated: over the whole width, or over each head. */
  readonly queryKeyNorm: { readonly norm: NormRecipe; readonly over: 'width' | 'head' } | null
  /** q, k and v are limited to [-clip, clip]. */
  readonly clip: number | null
  readonly rope: Rope | null
  readonly alibi: Alibi | null
  /** A token sees itself and the `window - 1` tokens before it; null: all tokens before it. */
  readonly window: number | null
  /** Scores become `softcap * tanh(score / softcap)`. */
  readonly softcap: number | null
  readonly latent: Latent | null
}

export type Activation = 'silu' | 'gelu' | 'gelu_tanh' | 'relu'

/** `down(act(up(n)))`, or gated: `down(act(gate(n)) * up(n))`, gate and up in one matrix or two. */
export interface FeedForwardRecipe {
  readonly intermediate: number
  readonly activation: Activation
  readonly gated: 'no' | 'two-matrices' | 'one-matrix'
}

/** A feed-forward block of many experts; each token is routed to a few. */
export interface ExpertsRecipe {
  readonly count: number
  readonly perToken: number
  readonly intermediate: number
  /** How router scores become weights: a softmax over all experts, or a sigmoid of each. */
  readonly scoring: 'softmax' | 'sigmoid'
  /** Groups of equal size; only experts of the best groups can be chosen. A group ranks by its best expert, or its best two. */
  readonly groups: { readonly count: number; readonly kept: number; readonly by: 'best' | 'best-two' } | null
  /** The chosen experts' weights are divided by their sum. */
  readonly normalised: boolean
  /** And then multiplied by this. */
  readonly factor: number
  /** A shared expert for all tokens (the layer's `feedForward`), with or without a gate of its own. */
  readonly shared: 'none' | 'plain' | 'gated'
  /** Slots `expert_gate`, `expert_up`, `expert_down`; tensor names have `{expert}`. */
  readonly weights: readonly WeightSlot[]
}

/** What one decoder layer computes. Layers with the same recipe object share a session. */
export interface LayerRecipe {
  readonly hidden: number
  /** Axis order of all matrices of the layer. */
  readonly axes: AxisOrder
  readonly norm: NormRecipe
  readonly norms: readonly NormPlace[]
  /** Both blocks read the same residual stream, and are added to it together. */
  readonly parallel: boolean
  /** The norm's output, not its input, is what a block's output is added to. */
  readonly residualFromNorm: boolean
  /** A block's output is multiplied by this before it is added. */
  readonly residualScale: number
  readonly attention: AttentionRecipe
  /** Of a layer of experts, the shared one; width 0 without one. */
  readonly feedForward: FeedForwardRecipe
  readonly experts: ExpertsRecipe | null
  readonly weights: readonly WeightSlot[]
}

/** From token ids to the residual stream: rows times scale, projected, positions added, normed. */
export interface EmbeddingRecipe {
  readonly tensor: string
  /** Scalars in a row. */
  readonly width: number
  readonly scale: number
  /** A learned vector for each position; position p is stored in row p + offset. */
  readonly positions: { readonly tensor: string; readonly rows: number; readonly offset: number } | null
  readonly norm: NormRecipe | null
  /** Slots `norm`, `norm_bias`, `projection` [hidden, width], as far as they are there. */
  readonly weights: readonly WeightSlot[]
}

/** From the residual stream to logits: norm, projection, the matrix, bias, scale, softcap. */
export interface HeadRecipe {
  readonly tensor: string
  /** Tensor of a bias [vocabulary]. */
  readonly bias: string | null
  readonly width: number
  readonly norm: NormRecipe | null
  readonly scale: number
  readonly softcap: number | null
  /** Slots `norm`, `norm_bias`, `projection` [width, hidden], as far as they are there. */
  readonly weights: readonly WeightSlot[]
}

/** The whole network of one checkpoint. */
export interface Recipe {
  readonly layers: number
  readonly hidden: number
  readonly intermediate: number
  readonly vocabulary: number
  /** Longest sequence the model was made for, in tokens. */
  readonly positions: number
  /** First part of every tensor's name but the head's, with its dot: see `storedNames` in lib/coordinates. */
  readonly prefix: string
  /**
   * Embedding and head may be one tensor, stored under either name. Where both are stored each is used as it is: transformers ties two
   * stored tensors only if they are equal (`PreTrainedModel.tie_weights`).
   */
  readonly tied: boolean
  /** One entry a layer; layers that compute the same share the object. */
  readonly layerKinds: readonly LayerRecipe[]
  readonly embedding: EmbeddingRecipe
  readonly head: HeadRecipe
}
