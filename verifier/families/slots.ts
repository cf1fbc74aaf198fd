import type { AttentionRecipe, LayerRecipe, NormPlace, WeightSlot } from './recipe'

/** Where a layer's tensors are, without `.weight` and `.bias`. A family names those it has. */
export interface LayerNames {
  /** With `{layer}`, and the dot at its end. */
  readonly at: string
  readonly norms: readonly (readonly [NormPlace, string])[]
  /** q, k and v: one name when they are fused, else three. */
  readonly fused?: string | undefined
  readonly query?: string | undefined
  readonly key?: string | undefined
  readonly value?: string | undefined
  readonly attentionOut: string
  /** Attention through a latent: down, norm, up. */
  readonly queryDown?: string | undefined
  readonly queryDownNorm?: string | undefined
  readonly queryUp?: string | undefined
  readonly latentDown?: string | undefined
  readonly latentNorm?: string | undefined
  readonly latentUp?: string | undefined
  /** Norms of q and k. `{part}`: one tensor a head. */
  readonly queryNorm?: string | undefined
  readonly keyNorm?: string | undefined
  readonly gate?: string | undefined
  readonly gateUp?: string | undefined
  readonly up?: string | undefined
  readonly down?: string | undefined
  /** Layers of experts: the matrix that chooses, and the gate of the shared expert. */
  readonly router?: string | undefined
  /** Added to the scores where experts are chosen, not where they are weighed; a tensor's whole name. */
  readonly correction?: string | undefined
  readonly sharedGate?: string | undefined
}

/** Where an expert's matrices are, with `{expert}` for its number. */
export interface ExpertNames {
  readonly gate: string
  readonly up: string
  readonly down: string
}

/** The weights of one expert. */
export function expertSlots(at: string, names: ExpertNames, hidden: number, intermediate: number): WeightSlot[] {
  return [
    { slot: 'expert_gate', tensor: `${at}${names.gate}.weight`, shape: [intermediate, hidden], wideRows: true },
    { slot: 'expert_up', tensor: `${at}${names.up}.weight`, shape: [intermediate, hidden], wideRows: true },
    { slot: 'expert_down', tensor: `${at}${names.down}.weight`, shape: [hidden, intermediate], wideRows: true },
  ]
}

/** What the norms of a family have in the checkpoint. */
export interface Trained {
  readonly weight?: boolean
  readonly bias?: boolean
  /** Added to the stored weight. */
  readonly plus?: number
  /** Shape of the weights of q and k norms: one for all heads, each head its own, or one for the whole width. */
  readonly queryKey?: 'one-head' | 'each-head' | 'width'
  /** Whether norms of q and k have a bias too. */
  readonly queryKeyBias?: boolean
}

interface LayerSizes {
  readonly hidden: number
  readonly intermediate: number
  readonly axes: LayerRecipe['axes']
  readonly attention: AttentionRecipe
  readonly experts?: number
  readonly trained: Trained
  readonly biases: readonly string[]
}

/** The weights of a norm over `width` channels. */
export function normSlots(
  slot: string,
  name: string,
  width: number,
  { weight = true, bias = false, plus }: Trained = {},
): WeightSlot[] {
  return [
    ...(weight ? [{ slot, tensor: `${name}.weight`, shape: [width], ...(plus === undefined ? {} : { plus }) }] : []),
    ...(bias ? [{ slot: `${slot}_bias`, tensor: `${name}.bias`, shape: [width] }] : []),
  ]
}

/** All weights of a layer, in the order it uses them. */
export function layerSlots(names: LayerNames, sizes: LayerSizes): WeightSlot[] {
  const { hidden, intermediate, axes, attention, trained, biases } = sizes
  const { heads, kvHeads, headDim } = attention
  const linear = (slot: string, name: string | undefined, out: number, into: number): WeightSlot[] =>
    name === undefined
      ? []
      : [
          {
            slot,
            tensor: `${names.at}${name}.weight`,
            ...(axes === 'out-in' ? { shape: [out, into], wideRows: true } : { shape: [into, out] }),
          },
          ...(biases.includes(slot) ? [{ slot: `${slot}_bias`, tensor: `${names.at}${name}.bias`, shape: [out] }] : []),
        ]
  return [
    ...names.norms.flatMap(([place, name]) => normSlots(place, `${names.at}${name}`, hidden, trained)),
    ...linear('query_key_value', names.fused, (heads + 2 * kvHeads) * headDim, hidden),
    ...(attention.latent ? [] : linear('query', names.query, heads * headDim, hidden)),
    ...linear('key', names.key, kvHeads * headDim, hidden),
    ...linear('value', names.value, kvHeads * headDim, hidden),
    ...headNormSlots('query_norm', names.at, names.queryNorm, heads, headDim, trained),
    ...headNormSlots('key_norm', names.at, names.keyNorm, kvHeads, headDim, trained),
    ...latentSlots(names, sizes, linear),
    ...linear('attention_out', names.attentionOut, hidden, heads * (attention.latent?.valueDim ?? headDim)),
    ...linear('router', names.router, sizes.experts ?? 0, hidden),
    ...(names.correction
      ? [{ slot: 'correction', tensor: `${names.at}${names.correction}`, shape: [sizes.experts ?? 0] }]
      : []),
    ...linear('shared_gate', names.sharedGate, 1, hidden),
    ...linear('gate_up', names.gateUp, 2 * intermediate, hidden),
    ...linear('gate', names.gate, intermediate, hidden),
    ...linear('up', names.up, intermediate, hidden),
    ...linear('down', names.down, hidden, intermediate),
  ]
}

function latentSlots(
  names: LayerNames,
  { hidden, attention: { latent, heads, headDim } }: LayerSizes,
  linear: (slot: string, name: string | undefined, out: number, into: number) => WeightSlot[],
): WeightSlot[] {
  if (latent === null) return []
  const { queryRank, rank, unrotated, valueDim } = latent
  const normed = (slot: string, name: string | undefined, width: number) =>
    name === undefined ? [] : normSlots(slot, `${names.at}${name}`, width)
  return [
    ...(queryRank === null
      ? linear('query', names.query, heads * headDim, hidden)
      : [
          ...linear('query_down', names.queryDown, queryRank, hidden),
          ...normed('query_down_norm', names.queryDownNorm, queryRank),
          ...linear('query_up', names.queryUp, heads * headDim, queryRank),
        ]),
    ...linear('latent_down', names.latentDown, rank + headDim - unrotated, hidden),
    ...normed('latent_norm', names.latentNorm, rank),
    ...linear('latent_up', names.latentUp, heads * (unrotated + valueDim), rank),
  ]
}

function headNormSlots(
  slot: string,
  at: string,
  name: string | undefined,
  heads: number,
  headDim: number,
  { queryKey = 'one-head', queryKeyBias = false, plus }: Trained,
): WeightSlot[] {
  if (name === undefined) return []
  const shape = { 'one-head': [headDim], 'each-head': [heads, headDim], width: [heads * headDim] }[queryKey]
  const parts = name.includes('{part}') ? { parts: heads } : {}
  return [
    { slot, tensor: `${at}${name}.weight`, shape, ...parts, ...(plus === undefined ? {} : { plus }) },
    ...(queryKeyBias ? [{ slot: `${slot}_bias`, tensor: `${at}${name}.bias`, shape }] : []),
  ]
}
