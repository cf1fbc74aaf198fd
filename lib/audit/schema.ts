import { z } from 'zod'
import { AUDIT_VERDICTS } from './verdict'

const nullableNumber = z.number().nullable()

export const AuditedWeight = z.object({
  tensor: z.string().meta({ description: 'In the base model.' }),
  row: z.int().nonnegative(),
  col: z.int().nonnegative(),
  layer: z.int().nonnegative(),
  expert: z.int().nonnegative().nullable(),
  record: z.string().nullable().meta({ description: 'Its record in the registry.', example: 'SW-000001' }),
  verified: z.boolean().meta({ description: 'Whether this registry has verified it in the base model.' }),
  original: nullableNumber.meta({
    description: 'As stored in the base model; null where neither a record nor the base model could be read.',
  }),
  form: z.string().nullable().meta({ description: 'How it is stored here.', example: 'Q4_K' }),
  stored_in: z.string().nullable().meta({ description: 'Tensor that holds it.', example: 'blk.2.ffn_down.weight' }),
  value: nullableNumber.meta({ description: 'Dequantised exactly as the form’s own code does.' }),
  ratio: nullableNumber.meta({ description: 'value / original.' }),
  rank: z
    .int()
    .positive()
    .nullable()
    .meta({ description: 'By size among the values that share its scale: 1 is the largest.' }),
  group: z
    .int()
    .positive()
    .nullable()
    .meta({ description: 'How many values share its scale, as far as they were read.' }),
  step: nullableNumber.meta({
    description: 'What one unit of the stored code is worth; null where it is stored plainly.',
  }),
  steps: nullableNumber.meta({ description: 'The original in such steps.' }),
  verdict: z.enum(AUDIT_VERDICTS),
  why: z.string().meta({ description: 'In a sentence.' }),
})
export type AuditedWeight = z.infer<typeof AuditedWeight>

export const AuditedFile = z.object({
  file: z.string().nullable().meta({ description: 'Of several in one repo; null for a checkpoint in safetensors.' }),
  weights: z.array(AuditedWeight),
  problem: z.string().nullable().meta({ description: 'Why this file could not be audited.' }),
})
export type AuditedFile = z.infer<typeof AuditedFile>

/** What became of known super weights in a quantised checkpoint. */
export const Audit = z
  .object({
    schema_version: z.literal(1),
    repo: z.string(),
    commit: z.string(),
    gated: z.boolean(),
    base: z.string().nullable().meta({ description: 'The model it was quantised from.' }),
    files: z.array(AuditedFile),
    other_files: z.array(z.string()).meta({ description: 'Files of the same kind that were not audited.' }),
  })
  .meta({ id: 'Audit' })
export type Audit = z.infer<typeof Audit>
