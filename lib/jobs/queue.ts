import { messageOf } from '@/lib/errors/describe'
import { fromPrisma, PgBoss } from 'pg-boss'
import type { Db } from '@/lib/db'
import { databaseUrl } from '@/lib/env'
import { JOBS, JobPayload, type JobName, ModelPayload, type SubmissionJob, WebhookPayload } from './index'
import { QUEUES } from './queues'

/** pg-boss keeps its tables in a separate schema, beside Prisma's. */
const SCHEMA = 'pgboss'
/** Connections: sending needs one, a worker's polling and beating a second. */
const POOL_SIZE = 2
/** Site and worker start together, and the first one creates the schema. Attempts are 1, 2, 4, 8 seconds apart. */
const START_ATTEMPTS = 5
/** How often the worker's process looks for jobs whose worker was killed, in seconds. */
const LOOK_SECONDS = 10

export interface QueueRole {
  /** Whether this process also maintains the queue (killed workers, expired jobs, old rows): true in the worker. */
  readonly tends?: boolean
  /** Whether it only takes and ends jobs, and may change no table: a worker in the role `superweights_worker`. The site or its worker has made the queues. */
  readonly guest?: boolean
}

// On globalThis because Next bundles this module into several chunks: one queue a process.
const store = globalThis as { superweightsQueue?: Promise<PgBoss> }

/** The started queue of this process. The first call decides its role; after a failed start the next call tries again. */
export function queue(role: QueueRole = {}): Promise<PgBoss> {
  store.superweightsQueue ??= start(role).catch((error: unknown) => {
    delete store.superweightsQueue
    throw error
  })
  return store.superweightsQueue
}

/** Stops this process's queue without waiting for its jobs; the next use restarts it. */
export async function closeQueue(): Promise<void> {
  const started = store.superweightsQueue
  delete store.superweightsQueue
  if (started) await (await started).stop({ graceful: false, close: true })
}

async function start({ tends = false, guest = false }: QueueRole): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl(),
    application_name: 'superweights queue',
    schema: SCHEMA,
    max: POOL_SIZE,
    schedule: false,
    supervise: tends,
    superviseIntervalSeconds: LOOK_SECONDS,
    monitorIntervalSeconds: LOOK_SECONDS,
    useListenNotify: tends || guest,
    migrate: !guest,
  })
  boss.on('error', (error) => console.error(`queue: ${messageOf(error)}`))
  await boss.start({ attempts: START_ATTEMPTS })
  if (!guest) for (const job of Object.values(JOBS)) await ensureQueue(boss, job)
  return boss
}

async function ensureQueue(boss: PgBoss, job: JobName): Promise<void> {
  const settings = QUEUES[job]
  if (!(await boss.getQueue(job))) return boss.createQueue(job, { ...settings })
  const { policy: _policy, ...changeable } = settings
  await boss.updateQueue(job, changeable)
}

/**
 * Enqueues a job as part of the caller's transaction: it exists if and only if the transaction commits. If the submission already has a job in that
 * queue, nothing is added.
 * @param delaySeconds delay before it may start
 * @param priority the highest starts first
 */
export async function enqueue(
  tx: Db,
  job: SubmissionJob,
  payload: JobPayload,
  { delaySeconds = 0, priority = 0 }: { readonly delaySeconds?: number; readonly priority?: number } = {},
): Promise<void> {
  const boss = await queue()
  await boss.send(job, JobPayload.parse(payload), {
    singletonKey: String(payload.submission_id),
    startAfter: delaySeconds,
    priority,
    db: fromPrisma(tx),
  })
}

/** Gives a waiting job another priority, in the caller's transaction. */
export async function changePriority(tx: Db, job: SubmissionJob, id: number, priority: number): Promise<void> {
  const boss = await queue()
  await boss.update(job, undefined, { singletonKey: String(id), priority, db: fromPrisma(tx) })
}

/** The same for a job about a model. */
export async function enqueueForModel(tx: Db, job: typeof JOBS.descendants, payload: ModelPayload): Promise<void> {
  const boss = await queue()
  await boss.send(job, ModelPayload.parse(payload), { singletonKey: String(payload.model_id), db: fromPrisma(tx) })
}

/** The same for a job about a webhook. */
export async function enqueueForWebhook(tx: Db, payload: WebhookPayload): Promise<void> {
  const boss = await queue()
  const options = { singletonKey: String(payload.webhook_id), db: fromPrisma(tx) }
  await boss.send(JOBS.webhook, WebhookPayload.parse(payload), options)
}
