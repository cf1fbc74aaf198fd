import { fromPrisma } from 'pg-boss'
import { db } from '@/lib/db'
import { queue } from '@/lib/jobs/queue'

/** A job as its handler got it. */
export interface HeldJob {
  readonly id: string
  readonly name: string
  readonly retryCount: number
}

/**
 * Puts a job back so that another worker can take it at once, without the delay of a failure. Cancelling is limited to the attempt that this worker
 * holds: a job that meanwhile went to another is not cancelled,
 * and only what is cancelled can be resumed.
 */
export async function requeue({ id, name, retryCount }: HeldJob): Promise<void> {
  const boss = await queue()
  await db.$transaction(async (tx) => {
    const options = { db: fromPrisma(tx) }
    await boss.cancel(name, { id, retryCount }, options)
    await boss.resume(name, id, options)
  })
}
