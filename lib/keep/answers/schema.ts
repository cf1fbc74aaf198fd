import { z } from 'zod'
import { Commit, Repo } from '@/lib/hub/names/schema'
import { SetId, WeightId } from '@/lib/ids'
import { RatioRecord, WeightClass } from '@/lib/protocol'
import { TOOL_IDS } from '../formats'

/** What an entry rests on, the strongest first. */
export const KEEP_EVIDENCE = ['verified', 'same-bits', 'drifted', 'published'] as const
export type KeepEvidence = (typeof KEEP_EVIDENCE)[number]

export const EVIDENCE_TITLES: Readonly<Record<KeepEvidence, string>> = {
  verified: 'Verified here',
  'same-bits': 'Same bits as verified in the base model',
  drifted: 'Verified in the base model, changed here',
  published: 'Published, not verified here',
}

/** What a stored value is to that of the base model: the same bits; the same number in another type; another number; hardly anything of it. */
export const COMPARISONS = ['same-bits', 'same-value', 'drifted', 'gone'] as const
export type Comparison = (typeof COMPARISONS)[number]

export const KeepMember = z.object({
  weight: WeightId,
  tensor: z.string(),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  layer: z.int().nonnegative(),
  expert: z.int().nonnegative().nullable(),
  shape: z.tuple([z.int().positive(), z.int().positive()]).nullable(),
  value: z.number().nullable().meta({ description: 'As stored in this model; null where no commit is known.' }),
  dtype: z.string().nullable(),
  bits: z.string().nullable(),
  base_value: z
    .number()
    .nullable()
    .meta({ description: 'As stored in the base model, where the entry comes from one.' }),
  compared: z.enum(COMPARISONS).nullable().meta({
    description:
      '`value` beside `base_value`. same-bits: stored bit for bit. same-value: the same number in another type. drifted: another number. gone: less than a hundredth of it. Null where the entry comes from no base model, or its value is not known.',
  }),
})
export type KeepMember = z.infer<typeof KeepMember>

/** A weight, or a set that stays together. */
export const KeepEntry = z.object({
  evidence: z.enum(KEEP_EVIDENCE).meta({
    description:
      'verified: this registry reproduced it at `commit`. same-bits: verified in the base model, and stored here bit for bit. drifted: verified in the base model, and stored here with another value. published: a source says so of this model or its base, and nobody has verified it here.',
  }),
  record: z.union([WeightId, SetId]),
  url: z.string(),
  class: WeightClass.nullable(),
  commit: Commit.nullable().meta({
    description: 'Where it was verified, in this model or its base; null for one that is only published.',
  }),
  damage: RatioRecord.nullable().meta({ description: 'R, measured here with all members removed.' }),
  why: z.string().meta({ description: 'In a sentence.' }),
  sources: z.array(z.object({ key: z.string(), citation: z.string(), url: z.string() })),
  members: z.array(KeepMember).min(1),
})
export type KeepEntry = z.infer<typeof KeepEntry>

/** Which weights of a model to keep in high precision. */
export const KeepAnswer = z
  .object({
    schema_version: z.literal(1),
    repo: Repo,
    url: z.string(),
    summary: z.string(),
    commit: Commit.nullable().meta({
      description: 'Of the Hub, where this model was read to answer; null where the records are of this model itself.',
    }),
    gated: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the Hub shows its files only to whom their owner lets in; null where unknown.' }),
    made_from: z.array(Repo).meta({
      description:
        'What it says it was made from: by its tags, card or config.json. Empty where the records are of this model itself, which was not read.',
    }),
    base: Repo.nullable().meta({ description: 'The model it was made from, whose records the answer rests on.' }),
    base_found: z.enum(['stated', 'same-bits']).nullable().meta({
      description:
        'How `base` was found. stated: its tags, card or config.json name it. same-bits: nothing names it, but this model has the shape of `base` and stores the same bits at the coordinates verified there.',
    }),
    family: z
      .string()
      .nullable()
      .meta({ description: '`model_type` of config.json; null where no checkpoint has been read.' }),
    layers: z.int().positive().nullable(),
    parameters: z.int().positive().nullable(),
    entries: z.array(KeepEntry).meta({ description: 'Verified ones first, each kind by damage.' }),
    not_needed: z.array(z.object({ record: z.union([WeightId, SetId]), url: z.string(), why: z.string() })).meta({
      description:
        'Records that are no reason to keep anything: measured without enough damage, or published as negative.',
    }),
    find: z.string().meta({ description: 'The command that searches the model itself.' }),
  })
  .meta({ id: 'KeepAnswer' })
export type KeepAnswer = z.infer<typeof KeepAnswer>

/** Shape of a list in the form of a tool: the tool's documentation says more. */
export const KeepListText = z
  .looseObject({})
  .meta({ id: 'KeepList', description: 'The list of weights to keep, as the tool that `format` names reads it.' })

export const KeepQuery = z.object({
  format: z
    .enum(TOOL_IDS)
    .optional()
    .meta({ description: 'The list alone, as this tool reads it, instead of the answer.' }),
})
