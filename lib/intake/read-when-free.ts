import { readWithSlot } from '@/lib/checkpoints/reading/read-with-slot'
import { readingSlots, SLOT_WAIT_MS } from '@/lib/checkpoints/reading/reading-slots'
import type { Reason } from './change-status'
import type { ParsedSubmission } from './parse-input'
import { type Attempt, tryReading } from './try-reading'

/** `busy`: all slots are in use, and the worker reads this one later. */
export type Read = Exclude<Attempt, { kind: 'refused' }> | { readonly kind: 'busy' }

export const AWAITING_SLOT: Reason<'received'> = {
  code: 'awaiting-turn',
  text: 'Waiting to be read: other claims are being read at the moment. You need not do anything.',
}

/**
 * Reads a claimed checkpoint as soon as a slot is free.
 * @param who whatever may hold one slot only
 * @throws AppError 422 where the claim itself is wrong
 */
export async function readWhenFree(
  { repo, revision, coordinates }: Pick<ParsedSubmission, 'repo' | 'revision' | 'coordinates'>,
  who: readonly string[],
): Promise<Read> {
  const slot = await readingSlots().acquire(who, SLOT_WAIT_MS)
  if (slot === null) return { kind: 'busy' }
  const read = await tryReading(repo, who, () => readWithSlot(slot, { repo, revision, coordinates }))
  if (read.kind === 'refused') throw read.error
  return read
}
