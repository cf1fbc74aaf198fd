import { z } from 'zod'
import { Commit, Repo } from '@/lib/http/common-schema'
import { SubmissionId } from '@/lib/ids'
import { ScreenedCoordinate, Suggestions } from '@/lib/submissions/schema'

/** What the registry read of a checkpoint: config and headers, no tensor. */
export const CheckpointHead = z
  .object({
    repo: Repo,
    commit: Commit,
    gated: z.boolean(),
    family: z.string(),
    layers: z.int().positive(),
    hidden_size: z.int().nonnegative(),
    intermediate_size: z.int().nonnegative(),
    parameters: z.int().nonnegative(),
    coordinates: z
      .array(ScreenedCoordinate)
      .meta({ description: 'As found: tensor, shape and the one value of each coordinate that was asked for.' }),
  })
  .meta({ id: 'CheckpointHead' })
export type CheckpointHead = z.infer<typeof CheckpointHead>

/** What sending a submission would do. */
export const DryRun = z
  .object({
    schema_version: z.literal(1),
    outcome: z.enum(['queued', 'known', 'invalid', 'blocked', 'waiting']).meta({
      description:
        'queued: it would be queued. known: it would be answered with an earlier submission of the same claim. invalid: the checkpoint contradicts it. blocked: this registry cannot read the checkpoint. waiting: the Hub did not respond, or others are being read; it would be stored and read later.',
    }),
    kind: z.enum(['claim', 'search']),
    text: z.string().meta({ description: 'The same for people, with the reason.' }),
    code: z.string().nullable().meta({ description: 'Reason code; each has a page under /errors.' }),
    submission: SubmissionId.nullable().meta({ description: 'The earlier submission of the same claim.' }),
    suggestions: Suggestions,
    checkpoint: CheckpointHead.nullable().meta({ description: 'What was read; null where nothing could be.' }),
  })
  .meta({ id: 'DryRun' })
export type DryRun = z.infer<typeof DryRun>
