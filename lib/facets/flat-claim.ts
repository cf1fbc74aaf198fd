import { z } from 'zod'
import { CLAIM_POLARITIES, CLAIM_UNITS } from '@/lib/claims/common-schema'
import { ClaimPlace } from '@/lib/claims/schema'
import { organisationOf } from '@/lib/organisation'
import type { UnitClaimRecord } from './unit-claim-schema'

const { layer, channel, neuron, expert } = ClaimPlace.shape

/** One claim about a channel, a neuron or an expert as a flat row, for tables and spreadsheets. Absent values are null. */
export const FlatClaim = z.object({
  repo: z.string(),
  organisation: z.string(),
  family: z.string().nullable(),
  unit: z.enum(CLAIM_UNITS),
  layer,
  channel,
  neuron,
  expert,
  relative_depth: z.number().nullable(),
  polarity: z.enum(CLAIM_POLARITIES),
  sources: z.array(z.string()).meta({ description: 'Keys of the publications that state it.' }),
  contradicted_by: z.array(z.string()).meta({ description: 'Keys of those that give another one in its place.' }),
})
export type FlatClaim = z.infer<typeof FlatClaim>

export function flatClaim({ repo, family, relative_depth, claim }: UnitClaimRecord): FlatClaim {
  const keysOf = (wanted: string) => claim.sources.flatMap(({ key, stance }) => (stance === wanted ? [key] : []))
  const { place } = claim
  return {
    repo,
    organisation: organisationOf(repo),
    family,
    unit: claim.unit,
    layer: place?.layer ?? null,
    channel: place?.channel ?? null,
    neuron: place?.neuron ?? null,
    expert: place?.expert ?? null,
    relative_depth,
    polarity: claim.polarity,
    sources: keysOf('states'),
    contradicted_by: keysOf('contradicts'),
  }
}
