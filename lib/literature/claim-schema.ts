import { z } from 'zod'
import { printStored } from '@/lib/coordinates'
import { CLAIM_POLARITIES, Index, LiteratureRepo, StoredCoordinate } from '@/lib/claims/common-schema'

const ABOUT = {
  repo: LiteratureRepo,
  /** The model's name as the source prints it. */
  model: z.string().min(1),
  polarity: z.enum(CLAIM_POLARITIES).default('claims'),
  /** Only if the source names one. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  sources: z.array(z.string()).min(1),
  contradicted_by: z.array(z.string()).default([]),
  note: z.string().optional(),
}

/** A published coordinate; `value` as printed by its source. */
const ScalarClaim = z.strictObject({
  unit: z.literal('scalar').default('scalar'),
  ...ABOUT,
  layer: Index,
  expert: Index.optional(),
  ...StoredCoordinate.shape,
  value: z.strictObject({ stored: z.number(), source: z.string() }).optional(),
})
export type ScalarClaim = z.infer<typeof ScalarClaim>

/** A channel of the residual stream; the layer is null if the source gives none. */
const ChannelClaim = z.strictObject({ unit: z.literal('channel'), ...ABOUT, layer: Index.nullable(), channel: Index })

/** An input of a layer's down projection. */
const NeuronClaim = z.strictObject({ unit: z.literal('neuron'), ...ABOUT, layer: Index, neuron: Index })

/** An expert of a mixture-of-experts layer: its number, or the shared one. */
const ExpertClaim = z.strictObject({
  unit: z.literal('expert'),
  ...ABOUT,
  layer: Index,
  expert: z.union([Index, z.literal('shared')]),
})

/** One claim of `content/index/literature.json`; without a unit it is about a scalar. Layers count from 0. */
export const LiteratureClaim = z.discriminatedUnion('unit', [ScalarClaim, ChannelClaim, NeuronClaim, ExpertClaim], {
  unionFallback: true,
})
export type LiteratureClaim = z.infer<typeof LiteratureClaim>

/** The claim's subject in words: two claims of a file never share one. */
export function subjectOf(claim: LiteratureClaim): string {
  if (claim.unit === 'scalar') return `${claim.repo} ${printStored(claim)}`
  const index = claim.unit === 'channel' ? claim.channel : claim.unit === 'neuron' ? claim.neuron : claim.expert
  return `${claim.repo} layer ${claim.layer ?? 'unknown'} ${claim.unit} ${index}`
}
