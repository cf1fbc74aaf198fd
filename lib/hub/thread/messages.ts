import type { HubErrorCode } from '../errors/hub-error'
import type { RetryPolicy } from '../http/retry-policy'
import type { Snapshot } from '../files/snapshot'

/**
 * A message to a fetching thread. The sender chooses the number `repoId`; `id` comes back with the response.
 * @typeParam Context what a repo of this kind needs beside the Hub
 * @typeParam Job what it can be asked to do
 */
export type ThreadRequest<Context, Job> =
  | {
      readonly kind: 'open'
      readonly repoId: number
      readonly endpoint: string
      readonly token: string | null
      readonly retryPolicy: RetryPolicy
      readonly snapshot: Snapshot
      readonly context: Context
    }
  | { readonly kind: 'do'; readonly repoId: number; readonly id: number; readonly job: Job }
  /** Cancels a job, which is answered all the same when it has ended. */
  | { readonly kind: 'cancel'; readonly id: number }
  /** The caller was aborted: ends every job of this repo. */
  | { readonly kind: 'stop'; readonly repoId: number }

/** An error as sent between threads, which do not share classes. */
export interface SentError {
  readonly message: string
  /** Absent for other errors: a bug, or a failure of the disk. */
  readonly hub?: { readonly code: HubErrorCode; readonly permanent: boolean; readonly retryAfterMs: number | null }
}

export type ThreadResponse<Found> =
  { readonly id: number; readonly found: Found } | { readonly id: number; readonly error: SentError }
