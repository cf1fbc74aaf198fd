import type { Db } from '@/lib/db'
import { isTransient } from '@/lib/reasons'
import { MAX_INTERRUPTED_RUNS, MAX_FAILED_RUNS } from '@/lib/jobs/queues'

/** Reason of a run that its worker requeued because it was shutting down. It is not counted: operators may stop a worker as often as they like. */
export const REQUEUED = 'requeued'
/** Reason of a run whose worker died or was considered dead. */
export const WORKER_STOPPED = 'worker-stopped'

/** Reason of a waiting submission that a maintainer put before others: no run ended. */
export const GIVEN_PRIORITY = 'given-priority'

/** Counts of a submission's runs without a verdict, by cause. */
export interface RunsSoFar {
  /** Failures of the claim itself, such as a crash of its verifier. At most `MAX_FAILED_RUNS`. */
  readonly failed: number
  /** Interruptions from outside. At most `MAX_INTERRUPTED_RUNS`: a claim that kills its worker every time looks like this too. */
  readonly disturbed: number
}

/** Counts the runs since the submission last entered the queue, from the history that the database writes. */
export async function runsSoFar(tx: Db, id: number): Promise<RunsSoFar> {
  const entered = await tx.submissionEvent.findFirst({
    where: { submissionId: id, status: 'queued', reasonCode: null },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  const ends = await tx.submissionEvent.groupBy({
    by: ['reasonCode'],
    where: { submissionId: id, status: 'queued', reasonCode: { not: null }, id: { gt: entered?.id ?? 0 } },
    _count: true,
  })
  let failed = 0
  let disturbed = 0
  for (const { reasonCode, _count: count } of ends) {
    if (isTransient(reasonCode)) disturbed += count
    else if (reasonCode !== REQUEUED && reasonCode !== GIVEN_PRIORITY) failed += count
  }
  return { failed, disturbed }
}

/** Whether the submission must end instead of being retried. */
export function isUsedUp({ failed, disturbed }: RunsSoFar): boolean {
  return failed >= MAX_FAILED_RUNS || disturbed >= MAX_INTERRUPTED_RUNS
}
