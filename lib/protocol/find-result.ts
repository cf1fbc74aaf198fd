import { z } from 'zod'
import { Sha256 } from './hash-schema'
import { RatioRecord, WeightClass } from './verdict-schema'

const Index = z.int().nonnegative()

/** Spikes without a weight that a result lists: a reader wants the strongest, and a model without normalisation makes hundreds. */
export const MAX_UNEXPLAINED = 20

/** A weight of a down projection, as stored. */
const Weight = z.object({
  tensor: z.string(),
  layer: Index,
  expert: Index.nullable(),
  row: Index,
  col: Index,
})

export const FoundSpike = z.object({
  layer: Index,
  channel: Index,
  token: Index,
  output: z.number().meta({ description: 'y[t, j], signed.' }),
  prompt: Index.meta({ description: "Index into the protocol's prompts." }),
  bos: z.enum(['own', 'toggled']),
  after_removals: Index.meta({ description: '0: measured in the intact model. n: it shows only after n removals.' }),
  after: z.array(Weight).meta({ description: 'The weights that those removals took away.' }),
  late_echo: z.boolean().meta({ description: 'The channel does not stay in the residual stream.' }),
})
export type FoundSpike = z.infer<typeof FoundSpike>

export const FindAnswer = z.object({
  class: WeightClass.extract(['A', 'B']),
  members: z.array(
    Weight.extend({
      value: z.number(),
      dtype: z.string(),
      share: z.number().meta({ description: 'x[t, k] * W[j, k] / y[t, j] at its spike.' }),
      alone: RatioRecord.nullable().meta({ description: 'R with only this member removed.' }),
    }),
  ),
  damage: RatioRecord.meta({ description: 'R with all members removed.' }),
  grade: z.enum(['quick', 'standard', 'full']).meta({ description: 'The grade that decided.' }),
  spike: FoundSpike.meta({ description: 'The strongest spike that a member makes.' }),
  report: Sha256.meta({ description: 'SHA-256 of the report that the answer rests on.' }),
})
export type FindAnswer = z.infer<typeof FindAnswer>

export const FindTrial = z.object({
  group: z.enum(['spike', 'channel', 'neuron', 'linked']).meta({ description: 'What the weights have in common.' }),
  spike: FoundSpike,
  members: z.array(Weight).meta({ description: 'The set of the group whose removal did most.' }),
  damage: RatioRecord,
  reason: z.string().meta({ description: 'Why it is no answer.' }),
})
export type FindTrial = z.infer<typeof FindTrial>

/** What `superweights find` says of a checkpoint. */
export const FindResult = z
  .object({
    schema_version: z.literal(1),
    repo: z.string(),
    commit: z.string(),
    protocol: z.object({ id: z.string(), sha256: Sha256 }),
    corpus: z.object({ id: z.string(), revision: z.string(), sha256: z.string() }),
    answers: z.array(FindAnswer).meta({ description: 'The most damaging first.' }),
    tried: z.array(FindTrial).meta({ description: 'Sets that are no answer, each once, the strongest spike first.' }),
    unexplained: z.array(FoundSpike).max(MAX_UNEXPLAINED).meta({
      description:
        'The strongest spikes that no weight of a down projection makes: biases, attention or many weights do.',
    }),
    searched: z.object({
      prompts: Index.meta({ description: 'Prompts traced, each BOS setting counted.' }),
      spikes: Index.meta({ description: 'Spikes above the cut-off in the intact model.' }),
      unexplained: Index.meta({ description: 'Spikes of the intact model that no weight makes.' }),
      groups: Index.meta({ description: 'Groups whose prefixes were removed.' }),
      groups_left_out: Index.meta({ description: 'Weaker groups beyond the limit of the protocol.' }),
      sets: Index.meta({ description: 'Sets removed together.' }),
      largest_ratio_left: RatioRecord.nullable().meta({ description: 'The largest R among what is no answer.' }),
    }),
  })
  .meta({
    id: 'FindResult',
    description: 'The super weights of a checkpoint, what was tried, and how far the search went.',
  })
export type FindResult = z.infer<typeof FindResult>
