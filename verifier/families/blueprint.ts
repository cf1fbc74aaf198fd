import { InvalidCheckpoint, UnsupportedArchitecture } from './errors'
import { expertSlots, layerSlots, normSlots, type ExpertNames, type LayerNames, type Trained } from './slots'
import type { ConfigReader } from './reader'
import type {
  Activation,
  AttentionRecipe,
  EmbeddingRecipe,
  ExpertsRecipe,
  LayerRecipe,
  NormRecipe,
  Recipe,
} from './recipe'

/** Names of a whole checkpoint, without `.weight`. */
export interface Names {
  readonly embedding: string
  readonly layer: LayerNames
  /** Null: no norm after the last layer. */
  readonly finalNorm: string | null
  readonly head: string
}

export interface Sizes {
  readonly layers: number
  readonly hidden: number
  readonly intermediate: number
  readonly heads: number
  readonly kvHeads: number
  readonly headDim: number
  readonly vocabulary: number
  readonly positions: number
}

/** A layer of experts: the router, the experts, and the shared one. */
export interface ExpertTraits extends Omit<ExpertsRecipe, 'weights'> {
  readonly names: ExpertNames
  readonly router: string
  readonly correction?: string
  readonly sharedGate?: string
  readonly sharedNames?: ExpertNames
  readonly sharedIntermediate?: number
}

/** What a family's layer computes, where it differs from Llama's: pre-norms, three projections, a gate, whole-head rotation. */
export interface Traits {
  readonly norm: NormRecipe
  /** What norms have in the checkpoint: a weight unless told otherwise. */
  readonly trained?: Trained
  /** Slots that have a bias, norms aside. */
  readonly biases?: readonly string[]
  readonly activation: Activation
  readonly axes?: LayerRecipe['axes']
  readonly attention?: Partial<AttentionRecipe>
  /** What is different in one layer: positions, window, scale. */
  readonly attentionAt?: (layer: number) => Partial<AttentionRecipe>
  /** Null: the layer has one feed-forward block. */
  readonly expertsAt?: (layer: number) => ExpertTraits | null
  readonly layer?: Partial<Pick<LayerRecipe, 'parallel' | 'residualFromNorm' | 'residualScale'>>
  readonly embedding?: Partial<EmbeddingRecipe>
  readonly head?: {
    readonly bias?: boolean
    readonly scale?: number
    readonly softcap?: number | null
    readonly projection?: string
  }
  readonly tied: boolean
}

/** Makes the recipe of a checkpoint from a family's names and traits and the config's sizes. @throws InvalidCheckpoint */
export function recipeFrom(names: Names, sizes: Sizes, traits: Traits): Recipe {
  checkHeads(sizes)
  const { layers, hidden, intermediate, vocabulary, positions } = sizes
  const width = traits.embedding?.width ?? hidden
  const { bias = false, scale = 1, softcap = null, projection } = traits.head ?? {}
  const finalNorm = names.finalNorm === null ? [] : normSlots('norm', names.finalNorm, hidden, traits.trained)
  return {
    layers,
    hidden,
    intermediate,
    vocabulary,
    positions,
    prefix: `${names.embedding.split('.')[0]}.`,
    tied: traits.tied,
    layerKinds: layerKindsOf(names.layer, sizes, traits),
    embedding: {
      tensor: `${names.embedding}.weight`,
      width,
      scale: 1,
      positions: null,
      norm: null,
      weights: [],
      ...traits.embedding,
    },
    head: {
      tensor: `${names.head}.weight`,
      bias: bias ? `${names.head}.bias` : null,
      width,
      norm: names.finalNorm === null ? null : traits.norm,
      scale,
      softcap,
      weights: [
        ...finalNorm,
        ...(projection ? [{ slot: 'projection', tensor: `${projection}.weight`, shape: [width, hidden] }] : []),
      ],
    },
  }
}

/** Layers that compute the same share one recipe object. */
function layerKindsOf(names: LayerNames, sizes: Sizes, traits: Traits): LayerRecipe[] {
  const known = new Map<string, LayerRecipe>()
  return Array.from({ length: sizes.layers }, (_, layer) => {
    const attention = { ...attentionOf(names, sizes), ...traits.attention, ...traits.attentionAt?.(layer) }
    const experts = traits.expertsAt?.(layer) ?? null
    const key = JSON.stringify([attention, experts])
    const kind =
      known.get(key) ??
      (experts ? expertKindOf(names, sizes, traits, attention, experts) : kindOf(names, sizes, traits, attention))
    known.set(key, kind)
    return kind
  })
}

/** The layer with the shared expert in place of its feed-forward block, and the others beside it. */
function expertKindOf(
  names: LayerNames,
  sizes: Sizes,
  traits: Traits,
  attention: AttentionRecipe,
  experts: ExpertTraits,
): LayerRecipe {
  const { names: own, router, correction, sharedGate, sharedNames, sharedIntermediate = 0, ...recipe } = experts
  const shared = { gate: sharedNames?.gate, up: sharedNames?.up, down: sharedNames?.down }
  const rest = kindOf(
    { ...names, ...shared, router, correction, sharedGate },
    { ...sizes, intermediate: sharedIntermediate },
    traits,
    attention,
    experts.count,
  )
  return { ...rest, experts: { ...recipe, weights: expertSlots(names.at, own, sizes.hidden, experts.intermediate) } }
}

function kindOf(names: LayerNames, sizes: Sizes, traits: Traits, attention: AttentionRecipe, experts = 0): LayerRecipe {
  const { hidden, intermediate } = sizes
  if (attention.window !== null && attention.softcap !== null && attention.headDim % 8 !== 0) {
    throw new UnsupportedArchitecture(
      `A sliding window and a softcap with heads of ${attention.headDim} dimensions have no recipe; supported: multiples of 8.`,
    )
  }
  const axes = traits.axes ?? 'out-in'
  const gated = names.gateUp ? 'one-matrix' : names.gate ? 'two-matrices' : 'no'
  return {
    hidden,
    axes,
    norm: traits.norm,
    norms: names.norms.map(([place]) => place),
    parallel: false,
    residualFromNorm: false,
    residualScale: 1,
    ...traits.layer,
    attention,
    feedForward: { intermediate, activation: traits.activation, gated },
    experts: null,
    weights: layerSlots(names, {
      hidden,
      intermediate,
      axes,
      attention,
      experts,
      trained: traits.trained ?? {},
      biases: traits.biases ?? [],
    }),
  }
}

function attentionOf(names: LayerNames, { heads, kvHeads, headDim }: Sizes): AttentionRecipe {
  return {
    heads,
    kvHeads,
    headDim,
    scale: 1 / Math.sqrt(headDim),
    fusedGroups: names.fused ? 1 : null,
    queryKeyNorm: null,
    clip: null,
    rope: null,
    alibi: null,
    window: null,
    softcap: null,
    latent: null,
  }
}

function checkHeads({ heads, kvHeads, headDim }: Sizes): void {
  if (!Number.isInteger(headDim))
    throw new InvalidCheckpoint(`config.json: a head has ${headDim} dimensions; a whole number is needed.`)
  if (heads % kvHeads !== 0)
    throw new InvalidCheckpoint(`config.json: ${heads} attention heads cannot share ${kvHeads} key-value heads evenly.`)
}

/** Activations by the names transformers gives them; several names stand for the same tanh formula. */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  silu: 'silu',
  swish: 'silu',
  gelu: 'gelu',
  gelu_python: 'gelu',
  relu: 'relu',
  gelu_new: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu_python_tanh: 'gelu_tanh',
  gelu_accurate: 'gelu_tanh',
}

/** @throws UnsupportedArchitecture naming those that are supported */
export function activationOf(config: ConfigReader, name: string): Activation {
  const word = config.wordOr('', name)
  const activation = Object.hasOwn(ACTIVATIONS, word) ? ACTIVATIONS[word] : undefined
  if (!activation)
    throw new UnsupportedArchitecture(
      `The activation "${word.slice(0, 60)}" has no recipe; supported: ${Object.keys(ACTIVATIONS).join(', ')}.`,
    )
  return activation
}
