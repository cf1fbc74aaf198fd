import { HURRIED } from '@/lib/hub/http/retry-policy'
import type { CheckpointReading, ReadOptions } from '../read-checkpoint'
import { readInProcess } from './read-in-process'
import type { ReadingSlot } from './reading-slots'

/** Somebody is waiting for the response; a claim whose Hub is slower is retried from the queue. */
const READING_LIMIT_MS = 8_000

/**
 * Reads a checkpoint for somebody who waits, and releases the slot when the process has finished: perhaps after the time limit, since a header that is being parsed cannot be
 * interrupted.
 * @throws as `readInProcess`
 */
export function readWithSlot(
  slot: ReadingSlot,
  options: Omit<ReadOptions, 'retryPolicy' | 'signal'>,
): Promise<CheckpointReading> {
  return readInProcess({ ...options, retryPolicy: HURRIED }, { limitMs: READING_LIMIT_MS, onEnd: () => slot.release() })
}
