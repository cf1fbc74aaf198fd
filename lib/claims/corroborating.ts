import type { Prisma, Weight } from '@/prisma/generated/client'
import { CLAIM_INCLUDE, type ClaimRows } from './render'

/** Tensors of the shared expert, whose coordinates have no expert number. */
const SHARED = /\.shared_experts?\./

type Place = Pick<Weight, 'modelId' | 'commit' | 'tensor' | 'layer' | 'expert' | 'outputChannel' | 'inputNeuron'>

/** The standing claims of channels, neurons and experts of a model: few, and none for most. */
export const UNIT_CLAIMS = {
  where: { unit: { not: 'scalar' }, withdrawnAt: null },
  include: CLAIM_INCLUDE,
  orderBy: { id: 'asc' },
} as const satisfies Prisma.Model$claimsArgs

/**
 * Whether a claim is about a channel, neuron or expert that contains a coordinate: same model, and same layer if the claim has one. A
 * claim that names a commit says nothing about a coordinate read at another one.
 */
export function corroborates(claim: ClaimRows, weight: Place): boolean {
  if (claim.modelId !== weight.modelId) return false
  if (claim.layer !== null && claim.layer !== weight.layer) return false
  if (claim.commit !== null && weight.commit !== null && claim.commit !== weight.commit) return false
  if (claim.unit === 'channel') return claim.channel === weight.outputChannel
  if (claim.unit === 'neuron') return claim.neuron === weight.inputNeuron
  return claim.unit === 'expert' && (claim.sharedExpert ? SHARED.test(weight.tensor) : claim.expert === weight.expert)
}
