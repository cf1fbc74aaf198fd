import { z } from 'zod'
import { printStored } from '@/lib/coordinates'
import { SetId, WeightId } from '@/lib/ids'
import { organisationOf } from '@/lib/organisation'
import { WeightClass } from '@/lib/protocol'
import type { SetRecord } from './schema'

/** One set as a flat row, for tables and spreadsheets. Absent values are null. */
export const FlatSet = z.object({
  id: SetId,
  url: z.string(),
  repo: z.string(),
  organisation: z.string(),
  commit: z.string().nullable(),
  members: z.array(WeightId),
  coordinates: z.array(z.string()).meta({ description: 'Of the members, in their order: `tensor[row, col]`.' }),
  damage: z.number().nullable().meta({
    description:
      'Perplexity with all members removed over intact, from the latest report; null if not measured or not finite.',
  }),
  damage_infinite: z.boolean(),
  class: WeightClass.nullable(),
  level: z.int(),
  verified: z.boolean(),
  sources: z.array(z.string()).meta({ description: 'Keys of the publications that list these members together.' }),
})
export type FlatSet = z.infer<typeof FlatSet>

export function flatSet({ reports: [latest], ...set }: SetRecord): FlatSet {
  const sources = set.claims
    .filter((claim) => claim.withdrawn_at === null)
    .flatMap((claim) => claim.sources.flatMap(({ key, stance }) => (stance === 'states' ? [key] : [])))
  return {
    id: set.id,
    url: set.url,
    repo: set.repo,
    organisation: organisationOf(set.repo),
    commit: set.commit,
    members: set.members.map(({ id }) => id),
    coordinates: set.members.map(printStored),
    damage: latest?.damage.ratio ?? null,
    damage_infinite: latest?.damage.infinite ?? false,
    class: set.class,
    level: set.level.number,
    verified: set.verified,
    sources: [...new Set(sources)],
  }
}
