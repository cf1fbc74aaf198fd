import { db } from '@/lib/db'

/** Runs whose duration the estimate rests on: enough to bear one odd run, few enough to follow a change of hardware. */
const RUNS_LOOKED_AT = 20

/** Where a submission stands in the queue. */
export interface Place {
  /** 1 is next. */
  readonly position: number
  /** To its verdict; null until a run has finished here to learn a duration from. */
  readonly estimateSeconds: number | null
}

/** The places of those of the submissions that are queued, by their keys: each is counted, the queue itself is never loaded. */
export async function placesOf(ids: readonly number[]): Promise<Map<number, Place>> {
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

/** Until its verdict: those ahead and its own run; what runs now is on average half done. */
function estimateOf(position: number, running: number, medianSeconds: number | null): number | null {
  return medianSeconds === null ? null : Math.round(medianSeconds * (position + running / 2))
}

/** From the start of the last run of a submission to its verdict, in seconds; null until one has finished. */
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
      ) ended
      order by ended.id desc
      limit ${RUNS_LOOKED_AT}
    ) runs`
  return row?.seconds ?? null
}
