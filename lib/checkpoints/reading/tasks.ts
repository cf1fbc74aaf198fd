import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import { auditRepo, readQuantisedHead } from '@/lib/audit/read'
import { readCheckpoint } from '../read-checkpoint'

/** What the reading process does: each fetches headers and a few values of one repo. */
export const TASKS = { checkpoint: readCheckpoint, quantisedHead: readQuantisedHead, audit: auditRepo } as const

export type Task = keyof typeof TASKS
/** What a task is given, without how it is run: the signal is a message of its own. */
export type TaskOptions<T extends Task> = Omit<Parameters<(typeof TASKS)[T]>[0], 'signal' | 'retryPolicy'>
export type TaskResult<T extends Task> = Awaited<ReturnType<(typeof TASKS)[T]>>

/** A task with its options: what one reading is. */
export type Reading = {
  [T in Task]: { readonly task: T; readonly options: TaskOptions<T>; readonly retryPolicy: RetryPolicy }
}[Task]
