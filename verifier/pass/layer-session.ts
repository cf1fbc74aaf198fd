import type { LayerRecipe } from '../families'
import { attentionGraph, blockOf, expertOf, joinGraph } from '../graph/layer'
import { floats, floatsOf, type Feeds, type InferenceBackend, type Session } from '../graph/backend'
import { BlockSession } from './block-session'
import { inChunks } from './chunks'
import type { Hidden } from './hidden'
import { LayerInputs } from './layer-inputs'
import { routesOf, type Route } from './routing'

/** Attention's outputs for the rest of the layer; [tokens, ...]. */
export interface Attended {
  /** What the feed-forward block's output is added to. */
  readonly base: Float32Array
  /** What the block reads. */
  readonly n: Float32Array
}

/** In a layer of experts also the routes. */
export interface Routed extends Attended {
  /** One per expert. */
  readonly routes: readonly Route[]
  /** Of the shared expert, with the weight of its output; null without one. */
  readonly shared: Route | null
}

/** The sessions of all layers of one shape; weights are fed in. */
export class LayerSession {
  private readonly inputs: LayerInputs

  private constructor(
    readonly recipe: LayerRecipe,
    private readonly attention: Session,
    /** The layer's block, or its shared expert; null without one. */
    readonly block: BlockSession | null,
    readonly expert: BlockSession | null,
    private readonly joining: Session,
  ) {
    this.inputs = new LayerInputs(recipe)
  }

  static async open(recipe: LayerRecipe, backend: InferenceBackend): Promise<LayerSession> {
    const expert = expertOf(recipe)
    const block = recipe.feedForward.intermediate > 0 ? await BlockSession.open(blockOf(recipe), backend) : null
    return new LayerSession(
      recipe,
      await backend.open(attentionGraph(recipe)),
      block,
      expert ? await BlockSession.open(expert, backend) : null,
      await backend.open(joinGraph(recipe)),
    )
  }

  /** Attention on `h`, into two arrays like it. */
  async attend(weights: Feeds, h: Hidden, into: Attended): Promise<void> {
    await this.attention.run(this.feeds(weights, h), {
      base: floats(into.base, this.shape(h)),
      n: floats(into.n, this.shape(h)),
    })
  }

  /** Attention on `h` in a layer of experts. @throws Error when it has none */
  async route(weights: Feeds, h: Hidden): Promise<Routed> {
    const { experts } = this.recipe
    if (experts === null) throw new Error('A layer without experts has no routes.')
    const outputs = await this.attention.run(this.feeds(weights, h), {
      base: null,
      n: null,
      scores: null,
      ...(experts.shared === 'gated' ? { shared_weight: null } : {}),
    })
    const sharedRoute = (): Route => {
      const tokens = Array.from({ length: h.sequences * h.length }, (_, token) => token)
      return {
        tokens,
        weights: experts.shared === 'gated' ? Array.from(floatsOf(outputs, 'shared_weight')) : tokens.map(() => 1),
      }
    }
    return {
      base: floatsOf(outputs, 'base'),
      n: floatsOf(outputs, 'n'),
      routes: routesOf(
        floatsOf(outputs, 'scores'),
        experts,
        weights['correction'] ? floatsOf(weights, 'correction') : null,
      ),
      shared: experts.shared === 'none' ? null : sharedRoute(),
    }
  }

  /** The end of the layer: the residual stream after it, into `out`, and on demand what of `y` entered it, into `residualUpdate`. All [tokens, hidden]. */
  async join(
    weights: Feeds,
    base: Float32Array,
    y: Float32Array,
    out: Float32Array,
    residualUpdate: Float32Array | null,
  ): Promise<void> {
    const { hidden } = this.recipe
    await inChunks(base.length / hidden, async (first, count) => {
      const part = (values: Float32Array) =>
        floats(values.subarray(first * hidden, (first + count) * hidden), [count, hidden])
      await this.joining.run(
        { ...weights, base: part(base), y: part(y) },
        { h_out: part(out), ...(residualUpdate ? { residual_update: part(residualUpdate) } : {}) },
      )
    })
  }

  async release(): Promise<void> {
    for (const session of [this.attention, this.block, this.expert, this.joining]) await session?.release()
  }

  private feeds(weights: Feeds, h: Hidden): Feeds {
    return { ...weights, ...this.inputs.of(h), h: floats(h.data, this.shape(h)) }
  }

  private shape(h: Hidden): number[] {
    return [h.sequences, h.length, this.recipe.hidden]
  }
}
