import { aside } from '@/lib/arrival/aside'
import { AppError } from '@/lib/errors/app-error'
import { HURRIED } from '@/lib/hub/http/retry-policy'
import type { CheckpointReading } from '../read-checkpoint'
import { runInProcess } from './read-in-process'
import { type ReadingSlot, readingSlots, SLOT_WAIT_MS } from './reading-slots'
import type { Task, TaskOptions, TaskResult } from './tasks'

/** Somebody is waiting for the response; a claim whose Hub is slower is retried from the queue. */
const READING_LIMIT_MS = 8_000

/**
 * Reads a checkpoint for somebody who waits, and releases the slot when the process has finished: perhaps after the time limit, since a header that is being parsed cannot be
 * interrupted.
 * @throws as `runInProcess`
 */
export function readWithSlot(slot: ReadingSlot, options: TaskOptions<'checkpoint'>): Promise<CheckpointReading> {
  return runWithSlot(slot, 'checkpoint', options)
}

/**
 * Runs a task for somebody who waits, with a slot of its own; meanwhile the answer that needs it holds up no other.
 * @param who whatever may hold one slot only
 * @throws as `runInProcess`; AppError 503 `overloaded` when too many are being read
 */
export function runForVisitor<T extends Task>(
  task: T,
  options: TaskOptions<T>,
  who: readonly string[],
): Promise<TaskResult<T>> {
  return aside(() => takeSlotAndRun(task, options, who))
}

async function takeSlotAndRun<T extends Task>(
  task: T,
  options: TaskOptions<T>,
  who: readonly string[],
): Promise<TaskResult<T>> {
  const slot = await readingSlots().acquire(who, SLOT_WAIT_MS)
  if (slot !== null) return runWithSlot(slot, task, options)
  throw new AppError({
    status: 503,
    code: 'overloaded',
    detail: 'Other checkpoints are being read at the moment. Try again in a few seconds.',
    headers: { 'retry-after': '5' },
  })
}

function runWithSlot<T extends Task>(slot: ReadingSlot, task: T, options: TaskOptions<T>): Promise<TaskResult<T>> {
  return runInProcess(task, options, HURRIED, { limitMs: READING_LIMIT_MS, onEnd: () => slot.release() })
}
