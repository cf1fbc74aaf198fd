import { startReadingProcess } from '@/lib/checkpoints/reading/read-in-process'
import { describeError } from '@/lib/errors/describe'
import { queue } from '@/lib/jobs/queue'
import { log } from '@/lib/log/log'

/**
 * Starts what the first claim needs, so that it need not wait: when that one comes among sixty others, each of the steps takes many times as long. What fails is
 * logged, and tried again by the first claim.
 */
export async function getReadyForWrites(): Promise<void> {
  for (const [what, start] of [
    ['queue', queue],
    ['reading process', startReadingProcess],
  ] as const)
    await start().catch((error: unknown) =>
      log('warn', `the ${what} is not ready yet; the first claim tries again`, { error: describeError(error) }),
    )
}
