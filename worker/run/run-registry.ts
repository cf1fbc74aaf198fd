import type { Filed } from '@/lib/intake/file'
import type { RunFailure, RunOrder } from '@/lib/intake/run'
import type { FindResult, Report } from '@/lib/protocol'
import type { Progress } from '@/lib/submissions/schema'

/** What is said of a filed report in the worker's log. */
export interface FiledReport {
  readonly sha256: string
  readonly verdict: Pick<Filed['verdict'], 'accepted' | 'class' | 'grade'>
}

/** How many answers a search found, and how many groups it tried. */
export interface FiledSearch {
  readonly answers: number
  readonly tried: number
}

/**
 * What a run needs of its registry. It is reached by its database (worker/database) or over HTTP (worker/http); the run itself is the same. Filing, failing and
 * giving back may be done twice without harm, since the answer to the first may have been lost.
 */
export interface RunRegistry<Order extends RunOrder = RunOrder> {
  /** Least time between two notes of progress, in milliseconds. */
  readonly progressEveryMs: number
  /** Calls `onOver` as soon as the run is over although nobody here ended it: cancelled, or another worker has it. Returns a function that stops watching. */
  watch(order: Order, onOver: () => void, onError: (error: unknown) => void): Promise<() => Promise<void>>
  /** @returns false when the run is over */
  noteProgress(order: Order, progress: Progress): Promise<boolean>
  /** @throws AppError where the registry refuses it; RunStopped `ended` where the run is over */
  fileReport(order: Order, report: Report): Promise<FiledReport>
  /** The same for what a search found. */
  fileSearch(order: Order, found: FindResult): Promise<FiledSearch>
  /** @returns whether the submission has ended; if not, it is tried again */
  fail(order: Order, failure: RunFailure): Promise<{ readonly ended: boolean }>
  /** For the next worker to take it up: this one stops. */
  handOver(order: Order, reason: string): Promise<void>
  /** Calls `act` until the registry can be reached. */
  persist<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T>
}
