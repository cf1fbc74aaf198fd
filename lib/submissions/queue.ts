import { db } from '@/lib/db'
import { printId } from '@/lib/ids'
import { LANES, type Lane, upToBytes } from '@/lib/jobs/lanes'
import { queue } from '@/lib/jobs/queue'
import { isEnded, STATUSES } from '@/lib/protocol'
import { remainingSeconds, type Speed } from '@/lib/queue/estimate'
import { firstPlaces, type Place } from '@/lib/queue/places'
import { type LaneRun, runsInProgress } from '@/lib/queue/running'
import { speedsOfLanes } from '@/lib/queue/speeds'
import type { Prisma, SubmissionStatus } from '@/prisma/generated/client'
import type { QueueEnded, QueueLane, QueueRecord, QueueRun, QueueWaiting } from './queue-schema'
import { Progress } from './schema'
import { statusOf, storedStatus } from './status'

/** Waiting submissions of each lane that are named; the others are counted. */
const WAITING_SHOWN = 100
const ENDED_SHOWN = 10

type Speeds = Readonly<Record<Lane, Speed>>

/** What runs, what waits in the order in which it will start, and what ended last. */
export async function wholeQueue(): Promise<QueueRecord> {
  await queue()
  const [speeds, runs, ended] = await Promise.all([speedsOfLanes(), runsInProgress(), lastEnded()])
  const { places, waiting } = await firstPlaces(WAITING_SHOWN, speeds, runs)
  const rows = await rowsOf([...runs, ...places, ...ended].map(({ id }) => id))
  const shown = <T extends { readonly id: number }, U>(list: readonly T[], show: (one: T, row: Row) => U): U[] =>
    list.flatMap((one) => {
      const row = rows.get(one.id)
      return row ? [show(one, row)] : []
    })
  return {
    schema_version: 1,
    as_of: new Date().toISOString(),
    lanes: LANES.map((lane) => laneRecord(lane, speeds[lane], runs, waiting)),
    running: shown(runs, (run, row) => runRecord(run, row, speeds)),
    waiting: shown(places, waitingRecord),
    ended: shown(ended, endedRecord),
  }
}

const FIELDS = {
  id: true,
  repo: true,
  coordinates: true,
  progress: true,
  attempts: true,
  account: { select: { handle: true } },
} as const satisfies Prisma.SubmissionSelect
type Row = Prisma.SubmissionGetPayload<{ select: typeof FIELDS }>

async function rowsOf(ids: readonly number[]): Promise<Map<number, Row>> {
  const rows = await db.submission.findMany({ where: { id: { in: [...ids] } }, select: FIELDS })
  return new Map(rows.map((row) => [row.id, row]))
}

interface Ended {
  readonly id: number
  readonly status: SubmissionStatus
  readonly at: Date
}

const ENDED = STATUSES.filter(isEnded)

/** Those whose last event is an end, by its time. */
async function lastEnded(): Promise<Ended[]> {
  const rows = await db.$queryRaw<{ id: number; status: string; at: Date }[]>`
    select s.id, s.status::text as status, e.at
    from unnest(${ENDED}::submission_status[]) as o(status)
    cross join lateral (
      select id, submission_id, at from submission_events where status = o.status order by id desc limit ${ENDED_SHOWN}
    ) e
    join submissions s on s.id = e.submission_id and s.status = o.status
    order by e.id desc limit ${ENDED_SHOWN}`
  const status = (word: string) => storedStatus(STATUSES.find((one) => one === word) ?? 'failed')
  return rows.map((row) => ({ ...row, status: status(row.status) }))
}

function laneRecord(lane: Lane, speed: Speed, runs: readonly LaneRun[], waiting: ReadonlyMap<Lane, number>): QueueLane {
  return {
    lane,
    up_to_bytes: upToBytes(lane),
    running: runs.filter((run) => run.lane === lane).length,
    waiting: waiting.get(lane) ?? 0,
    start_seconds: rounded(speed.startSeconds),
    seconds_per_gb: rounded(speed.secondsPerByte * 1e9),
    runs_measured: speed.runs,
  }
}

const rounded = (x: number): number => Number(x.toPrecision(3))

const named = ({ id, repo, coordinates, account }: Row) => ({
  id: printId('submission', id),
  url: `/submissions/${printId('submission', id)}`,
  kind: coordinates.length === 0 ? ('search' as const) : ('claim' as const),
  repo,
  account: account.handle,
})

function runRecord(run: LaneRun, row: Row, speeds: Speeds): QueueRun {
  return {
    ...named(row),
    lane: run.lane,
    attempt: row.attempts,
    worker: run.worker,
    started_at: run.startedAt.toISOString(),
    heartbeat_at: run.heartbeatAt?.toISOString() ?? null,
    progress: Progress.nullable().parse(row.progress),
    estimate_seconds: Math.round(remainingSeconds(speeds[run.lane], run)),
  }
}

function waitingRecord(place: Place, row: Row): QueueWaiting {
  const { lane, position, prioritised, startsInSeconds, estimateSeconds } = place
  return {
    ...named(row),
    lane,
    position,
    prioritised,
    starts_in_seconds: startsInSeconds,
    estimate_seconds: estimateSeconds,
  }
}

function endedRecord({ status, at }: Ended, row: Row): QueueEnded {
  return { ...named(row), status: statusOf(status), at: at.toISOString() }
}
