import { z } from 'zod'
import { runLost } from '@/lib/intake/ensure-running'
import { isRunning, noteProgress } from '@/lib/intake/run'
import { queue } from '@/lib/jobs/queue'
import type { Progress } from '@/lib/submissions/schema'
import type { Account } from '@/prisma/generated/client'
import { endLease, heldLease, jobOf, type NamedRun } from './lease'

/** What pg-boss answers; its types do not say. */
const Touched = z.object({ affected: z.int() })

/**
 * The worker is alive, and keeps the run.
 * @throws AppError 409 `run-lost` when the submission was cancelled or has ended, or another worker gets the run
 */
export async function beat(run: NamedRun, account: Account, progress: Progress | null): Promise<void> {
  const lease = await heldLease(run, account)
  const { submission, attempt } = run
  const goesOn = await (progress === null
    ? isRunning(submission, attempt)
    : noteProgress(submission, progress, attempt))
  if (!goesOn) {
    await endLease(lease)
    throw runLost(submission, 'It was cancelled, or has ended.')
  }
  const { affected } = Touched.parse(await (await queue()).touch(lease.job, jobOf(lease)))
  // The lease stays until another run begins: whoever has measured everything by now may still file it.
  if (affected === 0) throw runLost(submission, 'Its worker was silent for too long, and another one gets it.')
}
