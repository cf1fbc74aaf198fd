import { db } from '@/lib/db'

/** Runs that the estimate uses: enough to tolerate one odd run, few enough to follow a change of hardware. */
const RUNS_LOOKED_AT = 20

/** A submission's place in the queue. */
export interface Place {
  /** 1 is next. */
  readonly position: number
  /** Until its outcome; null until a run has finished here. */
  readonly estimateSeconds: number | null
}

/** The places of the queued ones among some submissions, by key. They are counted in the database; the queue is never loaded. */
export async function queuePlacesOf(ids: readonly number[]): Promise<Map<number, Place>> {
  if (ids.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: number; position: number }[]>`
    select one.id, (select count(*) from submissions before where before.status = 'queued' and before.id <= one.id)::int as position
    from submissions one
    where one.id = any(${[...ids]}::int[]) and one.status = 'queued'`
  if (rows.length === 0) return new Map()
  const [running, median] = await Promise.all([db.submission.count({ where: { status: 'running' } }), medianRun()])
  return new Map(
    rows.map(({ id, position }) => [id, { position, estimateSeconds: estimateOf(position, running, median) }]),
  )
}

/** Until its outcome: the runs ahead and its own; the current one is on average half done. */
function estimateOf(position: number, running: number, medianSeconds: number | null): number | null {
  return medianSeconds === null ? null : Math.round(medianSeconds * (position + running / 2))
}

/** Median time from the start of a submission's last run to its outcome, in seconds; null until one has finished. */
async function medianRun(): Promise<number | null> {
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
    select percentile_cont(0.5) within group (order by seconds)::float8 as seconds from (
      select extract(epoch from ended.at - (
        select max(began.at) from submission_events began
        where began.submission_id = ended.submission_id and began.status = 'running' and began.id < ended.id
      )) as seconds
      from (
        (select id, submission_id, at from submission_events where status = 'accepted' order by id desc limit ${RUNS_LOOKED_AT})
        union all
        (select id, submission_id, at from submission_events where status = 'not-confirmed' order by id desc limit ${RUNS_LOOKED_AT})
        union all
        (select id, submission_id, at from submission_events where status = 'searched' order by id desc limit ${RUNS_LOOKED_AT})
      ) ended
      order by ended.id desc
      limit ${RUNS_LOOKED_AT}
    ) runs`
  return row?.seconds ?? null
}
