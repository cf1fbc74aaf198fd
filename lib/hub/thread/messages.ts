import type { HubErrorCode } from '../errors/hub-error'
import type { RetryPolicy } from '../http/retry-policy'
import type { Snapshot } from '../files/snapshot'

/**
 * What a thread that fetches is asked. `repoId` is a number that the asking side gave; `id` comes back with the answer.
 * @typeParam Context what a repoId of this kind needs beside the Hub
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
  /** Nobody wants this any more. It is answered all the same, when it has ended. */
  | { readonly kind: 'cancel'; readonly id: number }
  /** The caller was aborted: whatever is under way for this repoId ends. */
  | { readonly kind: 'stop'; readonly repoId: number }

/** An error that crossed the border between threads, which classes do not. */
export interface SentError {
  readonly message: string
  /** Absent for what is no HubError: a mistake, or a failure of the disk. */
  readonly hub?: { readonly code: HubErrorCode; readonly permanent: boolean; readonly retryAfterMs: number | null }
}

export type ThreadResponse<Found> =
  { readonly id: number; readonly found: Found } | { readonly id: number; readonly error: SentError }
