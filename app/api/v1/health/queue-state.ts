import { db } from '@/lib/db'

/** Workers look for jobs every few seconds; a job waiting for this long means that no worker runs. */
const STALLED_AFTER_SECONDS = 300

export interface QueueState {
  readonly status: 'up' | 'stalled' | 'down'
  readonly waiting: number
  readonly running: number
}

/** The state of the job queue: `down` without its tables, `stalled` when jobs are due, none is running, and the oldest has waited for minutes. */
export async function queueState(): Promise<QueueState> {
  const [tables] = await db.$queryRaw<{ job: string | null }[]>`select to_regclass('pgboss.job')::text as job`
  if (!tables?.job) return { status: 'down', waiting: 0, running: 0 }
  const [jobs] = await db.$queryRaw<{ waiting: number; running: number; waited: number }[]>`
    select count(*) filter (where state in ('created', 'retry'))::int as waiting,
           count(*) filter (where state = 'active')::int as running,
           coalesce(extract(epoch from now() - min(start_after) filter (where state in ('created', 'retry'))), 0)::float8 as waited
    from pgboss.job where name not like '\\_\\_%'`
  const { waiting = 0, running = 0, waited = 0 } = jobs ?? {}
  return { status: running === 0 && waited > STALLED_AFTER_SECONDS ? 'stalled' : 'up', waiting, running }
}
