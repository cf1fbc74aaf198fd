import { Gauge, Registry } from 'prom-client'
import { db } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

interface Row {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** By name: what it counts, and its labels. */
const GAUGES: Readonly<Record<string, { readonly help: string; readonly labels: readonly string[] }>> = {
  submissions: { help: 'Submissions by state.', labels: ['status'] },
  records: { help: 'Records that stand, by kind and level.', labels: ['kind', 'level'] },
  jobs: { help: 'Jobs of the queue by state.', labels: ['queue', 'state'] },
  oldest_job_seconds: { help: 'How long the oldest job has been due, by queue.', labels: ['queue'] },
  challenges: { help: 'Challenges by state.', labels: ['state'] },
  webhook_messages: { help: 'Messages that wait to be sent to webhooks.', labels: [] },
}

/** Everything that is counted in the database, in one statement. Jobs are told apart only once the queue has its tables. */
async function rowsOf(hasQueue: boolean): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    select 'submissions' as name, jsonb_build_object('status', status) as labels, count(*)::float8 as value from submissions group by status
    union all select 'records', jsonb_build_object('kind', 'weight', 'level', level::text), count(*)::float8 from weights where not withdrawn group by level
    union all select 'records', jsonb_build_object('kind', 'set', 'level', level::text), count(*)::float8 from sets where not withdrawn group by level
    union all select 'challenges', jsonb_build_object('state', state), count(*)::float8 from challenges group by state
    union all select 'webhook_messages', '{}'::jsonb, count(*)::float8 from webhook_deliveries where ended_at is null
    ${hasQueue ? JOB_ROWS : Prisma.empty}`
}

const JOB_ROWS = Prisma.sql`
    union all select 'jobs', jsonb_build_object('queue', name, 'state', state), count(*)::float8
      from pgboss.job where name not like '\\_\\_%' group by name, state
    union all select 'oldest_job_seconds', jsonb_build_object('queue', name), greatest(0, extract(epoch from now() - min(start_after)))::float8
      from pgboss.job where name not like '\\_\\_%' and state in ('created', 'retry') and start_after <= now() group by name`

/**
 * What the registry holds, for Prometheus: counted when it is asked for, so that several processes never disagree.
 * @throws what a database throws that is down
 */
export async function registryMetrics(): Promise<string> {
  const [tables] = await db.$queryRaw<{ job: string | null }[]>`select to_regclass('pgboss.job')::text as job`
  const rows = await rowsOf(tables?.job != null)
  const registry = new Registry()
  for (const [name, { help, labels }] of Object.entries(GAUGES)) {
    const gauge = new Gauge({ name: `superweights_${name}`, help, labelNames: [...labels], registers: [registry] })
    for (const row of rows) if (row.name === name) gauge.set(row.labels, row.value)
  }
  return registry.metrics()
}
