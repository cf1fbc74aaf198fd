import type { ClaimRecord } from '@/lib/claims/schema'

/** What a claim about a channel, neuron or expert names: `input neuron 808 of layer 2`. */
export function placeWords({ unit, place }: Pick<ClaimRecord, 'unit' | 'place'>): string | null {
  if (place === null) return null
  const where = place.layer === null ? 'of the residual stream' : `of layer ${place.layer}`
  if (unit === 'channel') return `output channel ${place.channel} ${where}`
  if (unit === 'neuron') return `input neuron ${place.neuron} ${where}`
  return place.expert === 'shared' ? `the shared expert ${where}` : `expert ${place.expert} ${where}`
}
