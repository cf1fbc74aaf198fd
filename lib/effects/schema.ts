import { z } from 'zod'
import { Missing } from '@/lib/http/common-schema'
import { WeightId } from '@/lib/ids'
import { EFFECT_METRICS, RemovedExpert } from './literature-schema'

/** A damage that a publication printed, or a round figure whose source is not named. Not measured here, and never to be compared with what was: corpus and windows differ. */
export const EffectRecord = z
  .object({
    measured_here: z.literal(false).meta({ description: "Always false: the figures are the source's." }),
    metric: z.enum(EFFECT_METRICS).meta({ description: 'accuracy is in percent.' }),
    corpus: z.string().nullable(),
    conditions: z.string().nullable().meta({ description: 'Windows, texts and the like, as far as stated.' }),
    before: z.number().nullable().meta({ description: 'Of the intact model, as printed.' }),
    after: z.number().nullable().meta({ description: 'With the members removed, as printed.' }),
    ratio: z.number().nullable().meta({
      description: 'For perplexities: after / before, or as printed without an `after`. Null for accuracies.',
    }),
    approximate: z.boolean().meta({ description: 'The source rounds, or says "about".' }),
    removed: z.object({
      weights: z.array(
        z.object({ id: WeightId, tensor: z.string(), row: z.int().nonnegative(), col: z.int().nonnegative() }),
      ),
      experts: z.array(RemovedExpert),
    }),
    source: z
      .object({
        key: z.string(),
        citation: z.string(),
        url: z.string().meta({
          description:
            'URL of the publication; for a figure without one, a path of this site, `/docs/...`, that says what is known about it. Such a figure is approximate.',
        }),
        where: z.string().nullable(),
      })
      .meta({ description: 'Who printed it. Its citation begins with "Source unnamed" where that is not on record.' }),
    note: z.string().nullable(),
    missing: Missing,
  })
  .meta({ id: 'PublishedEffect' })
export type EffectRecord = z.infer<typeof EffectRecord>
