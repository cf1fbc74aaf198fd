import type { SearchRule } from '@/lib/protocol'
import { placeKey, type WeightPlace } from '../pass/observe'
import { setKey } from './set-key'
import type { Contributor, Spike } from './spike'

/** Weights that are removed together, prefix by prefix. */
export interface Group {
  readonly kind: SearchRule['groups'][number]
  /** The strongest spike that a weight of it makes. */
  readonly spike: Spike
  /** Largest contribution |y| x share first. */
  readonly scalars: readonly WeightPlace[]
}

/** A weight with the largest contribution that it makes to any spike. */
interface Part {
  readonly scalar: Contributor
  readonly spike: Spike
  readonly size: number
}

/**
 * The groups of contributors in which sets are looked for (protocol.md, section 8, point 3): those of one spike, of one channel, of one input neuron, and all that
 * are linked by channels and neurons, as the six of Phi-3 are. Spikes that stay in the residual stream come first, then the strongest; equal groups are one.
 */
export function groupsOf(spikes: readonly Spike[], rule: SearchRule): Group[] {
  const parts = partsOf(spikes)
  const lists = rule.groups.flatMap((kind) => listsOf(kind, spikes, parts).map((list) => groupOf(kind, list)))
  const groups = lists.flatMap((group) => group ?? []).sort((a, b) => compareSpikes(a.spike, b.spike))
  const keys = groups.map(({ scalars }) => setKey(scalars))
  return groups.filter((_, i) => keys.indexOf(keys[i] ?? '') === i).slice(0, rule.max_groups)

  function groupOf(kind: Group['kind'], list: readonly Part[]): Group | null {
    const ordered = list.toSorted((a, b) => b.size - a.size).slice(0, rule.max_prefix)
    const [strongest] = list.map(({ spike }) => spike).toSorted(compareSpikes)
    return strongest ? { kind, spike: strongest, scalars: ordered.map(({ scalar }) => scalar) } : null
  }
}

/** Which is looked at first: what stays before a late echo, then the larger |y|. */
export function compareSpikes(a: Spike, b: Spike): number {
  return Number(a.lateEcho) - Number(b.lateEcho) || Math.abs(b.output) - Math.abs(a.output)
}

/** Every weight once, with the largest contribution that it makes. */
function partsOf(spikes: readonly Spike[]): Part[] {
  const parts = new Map<string, Part>()
  for (const spike of spikes.toSorted((a, b) => Number(a.lateEcho) - Number(b.lateEcho)))
    for (const scalar of spike.contributors) {
      const size = Math.abs(spike.output) * scalar.share
      const known = parts.get(placeKey(scalar))
      if (!known || (size > known.size && known.spike.lateEcho === spike.lateEcho))
        parts.set(placeKey(scalar), { scalar, spike, size })
    }
  return [...parts.values()]
}

function listsOf(kind: Group['kind'], spikes: readonly Spike[], parts: readonly Part[]): Part[][] {
  switch (kind) {
    case 'spike':
      return spikes
        .filter(({ round }) => round === 0)
        .map((spike) =>
          spike.contributors.map((scalar) => ({ scalar, spike, size: Math.abs(spike.output) * scalar.share })),
        )
    case 'channel':
      return sortedBy(parts, ({ scalar }) => String(scalar.channel))
    case 'neuron':
      return sortedBy(parts, ({ scalar }) => neuronKey(scalar))
    case 'linked':
      return linked(parts)
  }
}

const neuronKey = ({ layer, expert, neuron }: WeightPlace) => `${layer}:${expert ?? '-'}:${neuron}`

function sortedBy(parts: readonly Part[], keyOf: (part: Part) => string): Part[][] {
  const lists = new Map<string, Part[]>()
  for (const part of parts) lists.set(keyOf(part), [...(lists.get(keyOf(part)) ?? []), part])
  return [...lists.values()]
}

/** Connected by a shared channel or a shared neuron. */
function linked(parts: readonly Part[]): Part[][] {
  const lists: Part[][] = []
  const open = new Set(parts)
  for (const first of parts) {
    if (!open.delete(first)) continue
    const list = [first]
    for (const part of list)
      for (const other of [...open])
        if (part.scalar.channel === other.scalar.channel || neuronKey(part.scalar) === neuronKey(other.scalar)) {
          open.delete(other)
          list.push(other)
        }
    lists.push(list)
  }
  return lists
}
