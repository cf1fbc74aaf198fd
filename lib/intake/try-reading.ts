import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { outcomeOf, type Outcome } from '@/lib/checkpoints/outcome'
import { withSuggestions } from '@/lib/suggestions/with-suggestions'

/** The outcome of an attempt to read a claimed checkpoint. */
export type Attempt = { readonly kind: 'read'; readonly reading: CheckpointReading } | Outcome

/**
 * Waits for the reading of a claimed checkpoint and classifies its failure.
 * @param who asks the Hub for similar names where it has no such repo
 * @throws only errors that are not failures of the claim, the checkpoint or the Hub
 */
export async function tryReading(
  repo: string,
  who: readonly string[],
  read: () => Promise<CheckpointReading>,
): Promise<Attempt> {
  try {
    return { kind: 'read', reading: await read() }
  } catch (error) {
    return withSuggestions(outcomeOf(error), repo, who)
  }
}

/** Why a submission is still waiting for its checkpoint to be read; `text` says what the Hub's failure was. */
export function waitingText(text: string): string {
  return `${text} The claim is stored, and the Hub is retried for up to two days. You need not do anything.`
}
