import { z } from 'zod'
import { Index, LiteratureRepo, StoredCoordinate } from '@/lib/claims/common-schema'

export const EFFECT_METRICS = ['perplexity', 'accuracy'] as const

/** Most members of a set, and as many experts. */
const MAX_REMOVED = 8

/** A whole expert, where a source removed no single weight. */
export const RemovedExpert = z.strictObject({ layer: Index, expert: z.union([Index, z.literal('shared')]) })
export type RemovedExpert = z.infer<typeof RemovedExpert>

/**
 * Damage as printed by a source; not measured here. `before` and `after` are the figures of the intact and of the edited
 * model; `ratio` is given only where the source prints no `after`.
 */
export const LiteratureEffect = z
  .strictObject({
    repo: LiteratureRepo,
    removed: z.union([
      z.array(StoredCoordinate).min(1).max(MAX_REMOVED),
      z.array(RemovedExpert).min(1).max(MAX_REMOVED),
    ]),
    metric: z.enum(EFFECT_METRICS),
    /** As the source names it; null if unknown. */
    corpus: z.string().nullable(),
    /** Windows, texts and the like, as far as stated. */
    conditions: z.string().optional(),
    before: z.number().positive().optional(),
    after: z.number().nonnegative().optional(),
    ratio: z.number().positive().optional(),
    /** Rounded, or said to be "about" that much. */
    approximate: z.boolean().default(false),
    source: z.string(),
    note: z.string().optional(),
  })
  .refine(
    ({ before, after, ratio }) =>
      ratio === undefined ? before !== undefined && after !== undefined : after === undefined,
    {
      error: 'expected before and after, or a ratio without after',
    },
  )
export type LiteratureEffect = z.infer<typeof LiteratureEffect>

/** The coordinates that were removed; empty for whole experts. */
export function removedScalars({ removed }: LiteratureEffect): StoredCoordinate[] {
  return removed.flatMap((member) => ('tensor' in member ? [member] : []))
}

/** Whether no publication stands behind a source's figures: its address is a page of this site that says so. */
export function isUnnamed({ url }: { readonly url: string }): boolean {
  return url.startsWith('/')
}
