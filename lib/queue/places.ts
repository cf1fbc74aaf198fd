import { db } from '@/lib/db'
import type { Lane } from '@/lib/jobs/lanes'
import { queue } from '@/lib/jobs/queue'
import { estimateOf, type Speed } from './estimate'
import { WAITING } from './order'
import { type LaneRun, runsInProgress } from './running'
import { speedsOfLanes } from './speeds'

/** A submission's place in the queue. */
export interface Place {
  readonly id: number
  readonly lane: Lane
  /** 1 is next in its lane. */
  readonly position: number
  /** Whether a maintainer put it before all others. */
  readonly prioritised: boolean
  /** Until it starts, and until its outcome. */
  readonly startsInSeconds: number
  readonly estimateSeconds: number
}

interface Row {
  readonly id: number
  readonly lane: Lane
  readonly bytes: number
  readonly position: number
  readonly bytes_before: number
  readonly starts_after: Date | null
  readonly prioritised: boolean
}

/** The places of the queued ones among some submissions, by key. They are counted in the database; the queue is never loaded. */
export async function queuePlacesOf(ids: readonly number[]): Promise<Map<number, Place>> {
  if (ids.length === 0) return new Map()
  await queue()
  const rows = await db.$queryRaw<Row[]>`select * from (${WAITING}) places where id = any(${[...ids]}::int[])`
  if (rows.length === 0) return new Map()
  const [speeds, running] = await Promise.all([speedsOfLanes(), runsInProgress()])
  return new Map(rows.map((row) => [row.id, placeOf(row, speeds, running)]))
}

/** The first places of every lane, lane by lane. */
export async function firstPlaces(
  each: number,
  speeds: Readonly<Record<Lane, Speed>>,
  running: readonly LaneRun[],
): Promise<{ places: Place[]; waiting: Map<Lane, number> }> {
  const rows = await db.$queryRaw<(Row & { readonly all: number })[]>`
    select * from (select *, (count(*) over (partition by lane))::int as all from (${WAITING}) places) counted
    where position <= ${each} order by lane, position`
  return {
    places: rows.map((row) => placeOf(row, speeds, running)),
    waiting: new Map(rows.map(({ lane, all }) => [lane, all])),
  }
}

function placeOf(row: Row, speeds: Readonly<Record<Lane, Speed>>, running: readonly LaneRun[]): Place {
  const { id, lane, position, bytes, bytes_before: bytesBefore, starts_after: after, prioritised } = row
  const delaySeconds = after === null ? 0 : (after.getTime() - Date.now()) / 1_000
  const { startsIn, endsIn } = estimateOf(
    speeds[lane],
    { position, bytes, bytesBefore, delaySeconds },
    running.filter((run) => run.lane === lane),
  )
  return { id, lane, position, prioritised, startsInSeconds: startsIn, estimateSeconds: endsIn }
}
