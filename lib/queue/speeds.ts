import { db } from '@/lib/db'
import { LANES, type Lane } from '@/lib/jobs/lanes'
import { speedOf, type Speed } from './estimate'

/** Runs of each lane and outcome that count: enough to tolerate one odd run, few enough to follow a change of hardware. */
const RUNS_LOOKED_AT = 20

/** How fast the last runs of each lane were, from start to outcome. */
export async function speedsOfLanes(): Promise<Record<Lane, Speed>> {
  const rows = await db.$queryRaw<{ lane: Lane; seconds: number[]; bytes: number }[]>`
    select lane, array_agg(seconds) as seconds, sum(bytes)::float8 as bytes from (
      select s.lane, s.bytes, extract(epoch from ended.at - (
        select max(began.at) from submission_events began
        where began.submission_id = s.id and began.status = 'running' and began.id < ended.id
      ))::float8 as seconds
      from unnest(enum_range(null::lane)) as l(lane),
        unnest(array['accepted', 'not-confirmed', 'searched']::submission_status[]) as o(status),
        lateral (
          select id, lane, bytes from submissions
          where lane = l.lane and status = o.status order by id desc limit ${RUNS_LOOKED_AT}
        ) s,
        lateral (
          select id, at from submission_events where submission_id = s.id and status = o.status order by id desc limit 1
        ) ended
    ) runs where seconds is not null and bytes is not null group by lane`
  const of = (lane: Lane) => rows.find((row) => row.lane === lane)
  return Object.fromEntries(
    LANES.map((lane) => [lane, speedOf(of(lane)?.seconds ?? [], of(lane)?.bytes ?? 0)]),
  ) as Record<Lane, Speed>
}
