import type { LayerRecipe, Recipe } from '../families'
import type { InferenceBackend } from '../graph/backend'
import { LayerSession } from './layer-session'

/** The sessions of a model, one set for each shape its layers have, opened when a layer of that shape first runs. */
export class LayerSessions {
  private readonly open = new Map<LayerRecipe, LayerSession>()

  constructor(
    private readonly recipe: Recipe,
    private readonly backend: InferenceBackend,
  ) {}

  async of(layer: number): Promise<LayerSession> {
    const shape = this.recipe.shapes[layer]
    if (!shape) throw new Error(`The recipe has no layer ${layer}.`)
    const session = this.open.get(shape) ?? (await LayerSession.open(shape, this.backend))
    this.open.set(shape, session)
    return session
  }

  async release(): Promise<void> {
    for (const session of this.open.values()) await session.release()
    this.open.clear()
  }
}
