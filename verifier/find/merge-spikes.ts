import type { Detection } from '../measure/rounds'
import type { Find } from '../measure/spikes'
import type { Spike } from './spike'

/**
 * The spikes of all variants and rounds, each (layer, channel) of a round once, where it is largest: what several prompts show is one spike.
 * @returns those that stay in the residual stream first, then the larger |y|
 */
export function mergeSpikes(detections: readonly Detection[]): Spike[] {
  const spikes = new Map<string, Spike>()
  for (const [variant, { rounds }] of detections.entries())
    for (const [round, { finds, unexplained, removed }] of rounds.entries()) {
      const seen = [...byChannel(finds), ...(unexplained ?? []).map((place) => ({ ...place, finds: [] }))]
      for (const { layer, channel, token, output, finds: made } of seen) {
        const key = `${round}:${layer}:${channel}`
        const known = spikes.get(key)
        if (known && Math.abs(known.output) >= Math.abs(output)) continue
        spikes.set(key, {
          layer,
          channel,
          token,
          output,
          lateEcho: made.every((find) => find.lateEcho),
          contributors: made.map(({ layer, expert, channel, neuron, share }) => ({
            layer,
            expert,
            channel,
            neuron,
            share,
          })),
          variant,
          round,
          removed: removed.map(({ layer, expert = null, channel, neuron }) => ({ layer, expert, channel, neuron })),
        })
      }
    }
  return [...spikes.values()]
}

function byChannel(finds: readonly Find[]) {
  const groups = new Map<string, Find[]>()
  for (const find of finds) {
    const key = `${find.layer}:${find.channel}`
    groups.set(key, [...(groups.get(key) ?? []), find])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first
      ? [{ layer: first.layer, channel: first.channel, token: first.token, output: first.output, finds: group }]
      : []
  })
}
