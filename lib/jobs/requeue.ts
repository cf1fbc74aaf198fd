import { fromPrisma } from 'pg-boss'
import { db } from '@/lib/db'
import { queue } from './queue'

/** A job as passed to its handler. */
export interface HeldJob {
  readonly id: string
  readonly name: string
  readonly retryCount: number
}

/**
 * Requeues a job so that another worker can take it immediately, without the delay of a failure. Only the attempt that this worker holds is cancelled:
 * a job that has since gone to another worker is not, and only
 * cancelled jobs can be resumed.
 */
export async function requeue({ id, name, retryCount }: HeldJob): Promise<void> {
  const boss = await queue()
  await db.$transaction(async (tx) => {
    const options = { db: fromPrisma(tx) }
    await boss.cancel(name, { id, retryCount }, options)
    await boss.resume(name, id, options)
  })
}
