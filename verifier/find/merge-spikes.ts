import type { Detection } from '../measure/rounds'
import type { Find } from '../measure/spikes'
import type { Spike } from './spike'

/** The spikes of all variants and rounds, each (layer, channel) of a round once, where it is largest: what several prompts show is one spike. */
export function mergeSpikes(detections: readonly Detection[]): Spike[] {
  const spikes = new Map<string, Spike>()
  for (const [variant, { rounds }] of detections.entries())
    for (const [round, { finds, unexplained, removed }] of rounds.entries()) {
      const seen = [
        ...byChannel(finds),
        ...(unexplained ?? []).map(({ late_echo: lateEcho, ...place }) => ({ ...place, lateEcho, finds: [] })),
      ]
      for (const { finds: made, ...spike } of seen) {
        const { layer, channel, output } = spike
        const key = `${round}:${layer}:${channel}`
        const known = spikes.get(key)
        if (known && Math.abs(known.output) >= Math.abs(output)) continue
        spikes.set(key, {
          ...spike,
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
      ? [
          {
            layer: first.layer,
            channel: first.channel,
            token: first.token,
            output: first.output,
            lateEcho: first.lateEcho,
            finds: group,
          },
        ]
      : []
  })
}
