import { slidingLayers } from './llama-like'
import type { ConfigReader } from './reader'
import type { AttentionRecipe } from './recipe'

/** Qwen's windows: only where `use_sliding_window` says so, and only from layer `max_window_layers` on. */
export function qwenWindow(config: ConfigReader, layers: number): (layer: number) => Partial<AttentionRecipe> {
  const first = config.number('max_window_layers')
  const windowed = slidingLayers(config, layers, (layer) => layer >= first)
  if (!config.flag('use_sliding_window')) return () => ({})
  const window = config.positionsOr(null, 'sliding_window')
  return (layer) => (windowed(layer) ? { window } : {})
}
