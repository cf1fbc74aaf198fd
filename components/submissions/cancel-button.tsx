'use client'

import { useState } from 'react'
import { BUTTON, QUIET_BUTTON } from '@/components/form/controls'
import type { Problem } from '@/components/form/problem'
import { useInBrowser } from '@/components/site/in-browser'
import type { SubmissionRecord } from '@/lib/submissions/schema'

type State = { readonly step: 'ready' | 'asking' | 'sending'; readonly problem: string | null }

/** Cancels a submission that has not ended, after asking for confirmation: cancelling is final. Hidden without JavaScript. */
export function CancelButton({ id, onCancelled }: { id: string; onCancelled: (record: SubmissionRecord) => void }) {
  const [{ step, problem }, setState] = useState<State>({ step: 'ready', problem: null })
  const inBrowser = useInBrowser()
  if (!inBrowser) return null
  const go = (next: State['step']) => setState({ step: next, problem: null })
  const cancel = async () => {
    go('sending')
    const result = await sendCancel(id)
    if ('problem' in result) setState({ step: 'ready', problem: result.problem })
    else onCancelled(result.record)
  }
  return (
    <div className="mt-6 print:hidden">
      {step === 'ready' ? (
        <button type="button" className={QUIET_BUTTON} onClick={() => go('asking')}>
          Cancel this submission…
        </button>
      ) : (
        <div role="group" aria-labelledby="cancel-question">
          <p id="cancel-question" className="mb-2">
            Cancel {id} for good? Its run stops, and the claim has to be submitted again.
          </p>
          <div className="flex flex-wrap gap-3">
            <button
              type="button"
              autoFocus
              className={QUIET_BUTTON}
              disabled={step === 'sending'}
              onClick={() => go('ready')}
            >
              Keep it
            </button>
            <button type="button" className={BUTTON} disabled={step === 'sending'} onClick={() => void cancel()}>
              {step === 'sending' ? 'Cancelling…' : 'Yes, cancel it'}
            </button>
          </div>
        </div>
      )}
      {problem !== null && (
        <p role="alert" className="mt-2 text-note text-accent">
          {problem}
        </p>
      )}
    </div>
  )
}

async function sendCancel(id: string): Promise<{ record: SubmissionRecord } | { problem: string }> {
  try {
    const answer = await fetch(`/api/v1/submissions/${id}/cancel`, { method: 'POST' })
    if (answer.ok) return { record: (await answer.json()) as SubmissionRecord }
    return { problem: ((await answer.json()) as Problem).detail }
  } catch {
    return { problem: 'The registry did not respond. Try again.' }
  }
}
