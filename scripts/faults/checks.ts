import type { Client as PgClient } from 'pg'
import { canonicalSha256, isEnded, LEGAL_CHANGES, Report, STATUSES, type Status, verdictOf } from '@/lib/protocol'
import { printId } from '@/lib/ids'
import type { Acknowledged } from './client'
import type { Injected } from './inject'

/** Reasons of a run's end that are outside its claim (lib/intake/runs-so-far.ts). */
const OUTSIDE = ['worker-stopped', 'database-unavailable', 'disk-full', 'hub-unreachable', 'requeued']

interface SubmissionRow {
  readonly id: number
  readonly status: Status
  readonly code: string | null
  readonly reason: string | null
  readonly attempts: number
  readonly report: string | null
}

/** Compares the database at the end with what was acknowledged. Each check returns sentences about violations. */
export async function checkDatabase(
  pg: PgClient,
  acknowledged: readonly Acknowledged[],
  injected: Injected,
): Promise<string[]> {
  const { rows } = await pg.query<SubmissionRow>(
    'select id, status::text, reason_code as code, reason, attempts, report_sha256 as report from submissions order by id',
  )
  const { rows: events } = await pg.query<EventRow>(
    'select submission_id as id, status::text, reason_code as code from submission_events e order by e.id',
  )
  return [
    ...checkClaims(rows, acknowledged),
    ...rows.flatMap((row) =>
      checkHistory(
        row,
        events.filter(({ id }) => id === row.id),
      ),
    ),
    ...checkFailures(events, injected),
    ...(await checkReports(pg, rows)),
    ...(await checkVersions(pg, 'weights', 'weight_versions', 'weight_id')),
    ...(await checkVersions(pg, 'sets', 'set_versions', 'set_id')),
    ...(await checkJobs(pg)),
  ]
}

/** Every acknowledged claim exists once with its correct outcome, and nothing else exists. */
function checkClaims(rows: readonly SubmissionRow[], acknowledged: readonly Acknowledged[]): string[] {
  const wrong: string[] = []
  const liveOf = new Map<string, string>()
  for (const { claim, id } of acknowledged) {
    const own = rows.find((one) => printId('submission', one.id) === id)
    const row = own && followed(rows, own)
    if (!row) wrong.push(`${id} (${claim.name}) was acknowledged but is lost.`)
    else if (row.status !== claim.expected)
      wrong.push(`${id} (${claim.name}) is ${row.status}, expected ${claim.expected}: ${row.reason ?? ''}`)
    const live = printId('submission', row?.id ?? 0)
    const first = liveOf.get(claim.name) ?? live
    liveOf.set(claim.name, first)
    if (first !== live) wrong.push(`${claim.name} was verified twice, as ${first} and as ${live}.`)
  }
  const known = new Set([...acknowledged.map(({ id }) => id), ...liveOf.values()])
  for (const { id, status } of rows)
    if (!known.has(printId('submission', id)))
      wrong.push(`${printId('submission', id)} (${status}) was acknowledged to nobody: a duplicate.`)
  return wrong
}

/** A claim sent again while its checkpoint could not be read is stored as `received`; once it is read, it ends as a duplicate of the first one. */
function followed(rows: readonly SubmissionRow[], row: SubmissionRow): SubmissionRow | undefined {
  if (row.status !== 'cancelled' || row.code !== 'duplicate') return row
  return rows.find(({ id }) => row.reason?.includes(printId('submission', id)))
}

interface EventRow {
  readonly id: number
  readonly status: Status
  readonly code: string | null
}

/** The history is a legal path through the states, and its runs are numbered. */
function checkHistory({ id, status, attempts }: SubmissionRow, events: readonly EventRow[]): string[] {
  const name = printId('submission', id)
  const states = events.map((event) => event.status)
  const breaks = states
    .slice(1)
    .filter((to, i) => to !== states[i] && !LEGAL_CHANGES[states[i] ?? 'received'].includes(to))
  const runs = states.filter((state, i) => state === 'running' && states[i - 1] !== 'running').length
  return [
    ...(states[0] === 'received' && states.at(-1) === status && STATUSES.includes(status) && isEnded(status)
      ? []
      : [`${name} is ${status}, its history says ${states.join(', ')}.`]),
    ...(breaks.length === 0 ? [] : [`${name} changed against the rules: ${states.join(', ')}.`]),
    ...(runs === attempts ? [] : [`${name} counts ${attempts} runs, its history ${runs}.`]),
  ]
}

/** Only a killed verifier costs its claim a run. */
function checkFailures(events: readonly EventRow[], { verifiers }: Injected): string[] {
  const own = events.filter(({ status, code }) => status === 'queued' && code !== null && !OUTSIDE.includes(code))
  if (own.length <= verifiers) return []
  return [
    `${own.length} runs counted against their claims (${[...new Set(own.map(({ code }) => code))].join(', ')}), but only ${verifiers} verifiers were killed.`,
  ]
}

/** Every report matches its hash, and its verdict follows from it. */
async function checkReports(pg: PgClient, rows: readonly SubmissionRow[]): Promise<string[]> {
  const { rows: reports } = await pg.query<{ sha256: string; body: unknown }>('select sha256, body from reports')
  return reports.flatMap(({ sha256, body }) => {
    const report = Report.parse(body)
    const { accepted } = verdictOf(report)
    const judged = rows.filter((row) => row.report === sha256)
    return [
      ...(canonicalSha256(report) === sha256 ? [] : [`The report ${sha256} has another hash.`]),
      ...(judged.length === 1 ? [] : [`The report ${sha256} belongs to ${judged.length} submissions.`]),
      ...judged
        .filter(({ status }) => (status === 'accepted') !== accepted)
        .map(({ id }) => `${printId('submission', id)} has another verdict than its report ${sha256}.`),
    ]
  })
}

async function checkVersions(pg: PgClient, table: string, versions: string, key: string): Promise<string[]> {
  const { rows } = await pg.query<{ id: number; version: number; numbers: number[] }>(
    `select r.id, r.version, array_agg(v.version order by v.version) as numbers from ${table} r join ${versions} v on v.${key} = r.id group by r.id, r.version`,
  )
  return rows
    .filter(({ version, numbers }) => numbers.length !== version || numbers.some((number, i) => number !== i + 1))
    .map(({ id, version, numbers }) => `${table} ${id} is at version ${version} and has ${numbers.join(', ')}.`)
}

async function checkJobs(pg: PgClient): Promise<string[]> {
  const { rows } = await pg.query<{ name: string; state: string; id: string }>(
    `select name, state::text, id from pgboss.job where name in ('screen', 'verify', 'verify-medium', 'verify-large') and state::text in ('created', 'retry', 'active', 'failed')`,
  )
  return rows.map(({ name, state, id }) => `The job ${id} of the queue ${name} is still ${state}.`)
}
