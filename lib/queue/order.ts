import { LANES, jobOfLane } from '@/lib/jobs/lanes'
import { Prisma } from '@/prisma/generated/client'

/** The queue of each lane, as rows of SQL. */
const QUEUE_OF_LANE = Prisma.join(LANES.map((lane) => Prisma.sql`(${lane}::lane, ${jobOfLane(lane)}::text)`))

/**
 * The queued submissions in the order in which a worker takes them: `id`, `lane`, `bytes`, `starts_after` (the end of a delay, or null), `position` (1 is next in
 * its lane) and `bytes_before`. The order is pg-boss's own: jobs that are due by priority, then by age; delayed ones after them. A submission
 * whose job is lost comes last: maintenance enqueues it again. `queue()` must have been awaited: it makes the table.
 */
export const WAITING = Prisma.sql`
  select id, lane, bytes, starts_after, prioritised,
    (row_number() over following)::int as position,
    (coalesce(sum(bytes) over (following rows between unbounded preceding and 1 preceding), 0))::float8 as bytes_before
  from (
    select s.id, coalesce(s.lane, 'small') as lane, coalesce(s.bytes, 0)::float8 as bytes, s.prioritised, job.id as job, job.priority, job.created_on,
      case when job.start_after > now() then job.start_after end as starts_after
    from submissions s
    join (values ${QUEUE_OF_LANE}) as lanes(lane, name) on lanes.lane = coalesce(s.lane, 'small')
    left join pgboss.job job on job.name = lanes.name and coalesce(job.singleton_key, '') = s.id::text
      and job.policy = 'exclusive' and job.state < 'active'
    where s.status = 'queued'
  ) waiting
  window following as (
    partition by lane order by job is null, starts_after nulls first, priority desc, created_on, id
  )`
