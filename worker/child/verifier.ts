import type { FindResult, Report } from '@/lib/protocol'
import type { ChildRequest } from '@/verifier/run/request'
import type { ChildCommand } from './child-command'
import type { ChildLimits } from './limits'
import { readMessage, type ChildMessage } from './messages'
import { runChild } from './run'

export type VerifierProgress = Omit<Extract<ChildMessage, { type: 'progress' }>, 'type'>

/** The verifier's outcome: a report, what a search found, or why there is neither. */
export type VerifierOutcome =
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'found'; readonly found: FindResult }
  | { readonly type: 'error'; readonly code: string; readonly message: string; readonly permanent: boolean }

export interface VerifierOptions {
  readonly command: ChildCommand
  readonly request: ChildRequest
  readonly limits: ChildLimits
  /** See `ChildOptions`. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  readonly signal: AbortSignal
  readonly onProgress: (progress: VerifierProgress) => void
}

/**
 * Runs the verifier as a child process.
 * @throws ChildFailure when it ends without an outcome; the signal's reason when aborted
 */
export async function runVerifier({ onProgress, ...options }: VerifierOptions): Promise<VerifierOutcome> {
  const outcomes: VerifierOutcome[] = []
  await runChild({
    ...options,
    onLine: (line) => {
      const message = readMessage(line)
      if (message.type !== 'progress') return outcomes.push(message) > 0
      const { type: _type, ...progress } = message
      onProgress(progress)
      return false
    },
  })
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('The child exited with 0 but without an outcome.')
  return outcome
}
