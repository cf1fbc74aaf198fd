import type { StreamPlan } from './jobs'

/** `count` streams: an intact one, and others that each remove a different weight of `layer`, where they diverge from it. */
export function streamsPartingAt(layer: number, count: number): StreamPlan[] {
  return Array.from({ length: count }, (_, i) => ({
    name: String(i),
    edits: i === 0 ? [] : [{ layer, channel: 100 * i, neuron: 200 * i, scale: 0 }],
  }))
}
