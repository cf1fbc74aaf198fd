import { db } from '@/lib/db'
import { jobOfLane, LANES, type Lane } from '@/lib/jobs/lanes'
import { Prisma } from '@/prisma/generated/client'
import type { CurrentRun } from './estimate'

/** A run in progress, by its submission's key. */
export interface LaneRun extends CurrentRun {
  readonly id: number
  readonly lane: Lane
  readonly startedAt: Date
  /** When its worker was last heard of; null when its job is lost. */
  readonly heartbeatAt: Date | null
  /** The worker that took it; null where that was not recorded. */
  readonly worker: string | null
}

const QUEUES = Prisma.join(LANES.map(jobOfLane))

/** All runs in progress, in the order in which they started. `queue()` must have been awaited. */
export function runsInProgress(): Promise<LaneRun[]> {
  return db.$queryRaw<LaneRun[]>`
    select s.id, coalesce(s.lane, 'small') as lane, coalesce(s.bytes, 0)::float8 as bytes,
      began.at as "startedAt", began.program as worker, job.heartbeat_on as "heartbeatAt",
      greatest(extract(epoch from now() - began.at), 0)::float8 as "elapsedSeconds",
      coalesce((s.progress ->> 'fraction')::float8, 0) as fraction
    from submissions s
    cross join lateral (
      select at, program from submission_events where submission_id = s.id and status = 'running' order by id desc limit 1
    ) began
    left join pgboss.job job on job.name in (${QUEUES}) and coalesce(job.singleton_key, '') = s.id::text
      and job.policy = 'exclusive' and job.state = 'active'
    where s.status = 'running'
    order by began.at, s.id`
}
