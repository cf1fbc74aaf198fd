import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { outcomeOf, type Outcome } from './outcome'

/** What an attempt to read a claimed checkpoint came to. */
export type Attempt = { readonly kind: 'read'; readonly reading: CheckpointReading } | Outcome

/**
 * Waits for a claimed checkpoint to be read, and sorts what keeps it from being read.
 * @throws only what is not a failure of the claim's, the checkpoint's or the Hub's
 */
export async function tryReading(read: () => Promise<CheckpointReading>): Promise<Attempt> {
  try {
    return { kind: 'read', reading: await read() }
  } catch (error) {
    return outcomeOf(error)
  }
}

/** Why a submission still waits for its checkpoint to be read; `text` says what kept the Hub from answering. */
export function waitingText(text: string): string {
  return `${text} The claim is kept, and the Hub asked again for two days at most; nothing needs to be done.`
}
