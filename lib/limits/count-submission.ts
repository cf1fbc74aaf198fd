import { AppError } from '@/lib/errors/app-error'
import { rateLimitHeaders } from './headers'
import { count } from './limiter'
import { submissionPolicy } from './policies'

/**
 * Counts a new submission of an account.
 * @throws AppError 429 `too-many-submissions`
 */
export async function countSubmission(accountId: number): Promise<void> {
  const standing = await count(submissionPolicy(), String(accountId))
  if (!standing.exceeded) return
  const { policy, resetSeconds } = standing
  throw new AppError({
    status: 429,
    code: 'too-many-submissions',
    detail: `An account may send ${policy.quota} new submissions within a day, and yours has. Nothing was stored; send this again in ${resetSeconds} seconds.`,
    extra: { 'violated-policies': [policy.name], retry_after_seconds: resetSeconds },
    headers: { ...rateLimitHeaders([standing]), 'retry-after': String(resetSeconds) },
  })
}
