import type { LayerRecipe, Recipe } from '../families'
import type { InferenceBackend } from '../graph/backend'
import { LayerSession } from './layer-session'

/** The sessions of a model, one set for each kind its layers have, opened when a layer of that kind first runs. */
export class LayerSessions {
  private readonly open = new Map<LayerRecipe, LayerSession>()

  constructor(
    private readonly recipe: Recipe,
    private readonly backend: InferenceBackend,
  ) {}

  async of(layer: number): Promise<LayerSession> {
    const kind = this.recipe.layerKinds[layer]
    if (!kind) throw new Error(`The recipe has no layer ${layer}.`)
    const session = this.open.get(kind) ?? (await LayerSession.open(kind, this.backend))
    this.open.set(kind, session)
    return session
  }

  async release(): Promise<void> {
    for (const session of this.open.values()) await session.release()
    this.open.clear()
  }
}
