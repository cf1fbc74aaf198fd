import { fileReport } from '@/lib/intake/file'
import { fileSearch } from '@/lib/intake/file-search'
import { failRun, noteProgress, requeueRun } from '@/lib/intake/run'
import { retryWhileDown } from '../run/retry-while-down'
import type { RunRegistry } from '../run/run-registry'
import { watchSubmission } from './watch-submission'

/** Four notes of progress per second look smooth, and each one notifies every open page of the submission. */
const PROGRESS_EVERY_MS = 250

/** The registry as a worker with its database reaches it. */
export const BY_DATABASE: RunRegistry = {
  progressEveryMs: PROGRESS_EVERY_MS,
  watch: ({ id }, onOver, onError) => watchSubmission(id, onOver, onError),
  noteProgress: ({ id, attempt }, progress) => noteProgress(id, progress, attempt),
  fileReport: ({ id }, report) => fileReport(id, report),
  fileSearch: async ({ id }, found) => {
    const { answers, tried } = await fileSearch(id, found)
    return { answers: answers.length, tried: tried.length }
  },
  fail: ({ id, attempt }, failure) => failRun(id, failure, { attempt }),
  handOver: ({ id, attempt }, reason) => requeueRun(id, reason, { attempt }),
  persist: (act, signal) => retryWhileDown(act, signal),
}
