import { CHECK_IDS, type Status } from '@/lib/protocol'
import { isReasonCode, standsWith } from '@/lib/reasons'

/** States that need a reason code. */
const NEED_A_CODE: ReadonlySet<Status> = new Set(['invalid', 'blocked', 'failed'])

/** Whether a word, or none, may stand with a state: `CodeWith` of lib/reasons, for words that are known only at run time. */
export function mayStand(state: Status, word: string | null): boolean {
  if (word === null) return !NEED_A_CODE.has(state)
  if (state === 'not-confirmed') return CHECK_IDS.some((id) => id === word)
  return isReasonCode(word) && standsWith(word, state)
}
