import { z } from 'zod'
import { Repo, Time } from '@/lib/http/common-schema'
import { SubmissionId } from '@/lib/ids'
import { LANES } from '@/lib/jobs/lanes'
import { STATUSES } from '@/lib/protocol'
import { Progress } from './schema'

const LaneName = z.enum(LANES)

/** A submission as the queue names it. */
const Named = z.object({
  id: SubmissionId,
  url: z.string(),
  kind: z.enum(['claim', 'search']),
  repo: Repo,
  account: z.string(),
})

export const QueueLane = z.object({
  lane: LaneName,
  up_to_bytes: z.int().positive().nullable().meta({
    description: 'Bytes of all tensors of the largest model in it; null for the last lane.',
  }),
  running: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  start_seconds: z.number().nonnegative().meta({ description: 'What every run takes, whatever its model.' }),
  seconds_per_gb: z.number().nonnegative().meta({ description: 'What a run takes for each gigabyte, beyond that.' }),
  runs_measured: z.int().nonnegative().meta({ description: 'Finished runs that these were computed from.' }),
})
export type QueueLane = z.infer<typeof QueueLane>

export const QueueRun = Named.extend({
  lane: LaneName,
  attempt: z.int().positive(),
  worker: z.string().nullable(),
  started_at: Time,
  heartbeat_at: Time.nullable().meta({
    description: 'When its worker was last heard of; null where its job was lost and will be given to another.',
  }),
  progress: Progress.nullable(),
  estimate_seconds: z.int().nonnegative().meta({ description: 'Estimated time to its outcome.' }),
})
export type QueueRun = z.infer<typeof QueueRun>

export const QueueWaiting = Named.extend({
  lane: LaneName,
  position: z.int().positive().meta({ description: 'Place in the lane; 1 is next.' }),
  prioritised: z.boolean(),
  starts_in_seconds: z.int().nonnegative().meta({ description: 'Estimated.' }),
  estimate_seconds: z.int().nonnegative().meta({ description: 'Estimated time to its outcome.' }),
})
export type QueueWaiting = z.infer<typeof QueueWaiting>

export const QueueEnded = Named.extend({ status: z.enum(STATUSES), at: Time })
export type QueueEnded = z.infer<typeof QueueEnded>

export const QueueRecord = z
  .object({
    schema_version: z.literal(1),
    as_of: Time,
    lanes: z.array(QueueLane),
    running: z.array(QueueRun).meta({ description: 'In the order in which they started.' }),
    waiting: z.array(QueueWaiting).meta({
      description: 'Lane by lane, in the order in which they start; of each lane the first hundred.',
    }),
    ended: z.array(QueueEnded).meta({ description: 'The ten that ended last, latest first.' }),
  })
  .meta({ id: 'Queue' })
export type QueueRecord = z.infer<typeof QueueRecord>
