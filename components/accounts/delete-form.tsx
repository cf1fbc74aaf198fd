'use client'

import { useActionState } from 'react'
import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { DeleteState } from './form-state'

interface DeleteFormProps {
  readonly handle: string
  readonly action: (state: DeleteState, data: FormData) => Promise<DeleteState>
}

/** Deletes the account of whoever types its handle. Works without JavaScript. */
export function DeleteForm({ handle, action }: DeleteFormProps) {
  const [{ problem }, formAction, sending] = useActionState(action, { problem: null })
  return (
    <details className="mt-5 max-w-2xl border-y border-rule py-3" open={problem !== null}>
      <summary className="cursor-pointer font-semibold hover:text-accent">Delete this account</summary>
      <p className="mt-3 leading-7">
        Your handle, picture, keys, webhooks and browsers go, for good. Claims and reports stay in the index, under a
        handle that says nothing: others have cited and built on them.
      </p>
      <form action={formAction} className="mt-4 space-y-4">
        {problem && <ProblemSummary problem={problem} fields={[['handle', 'Your handle']]} />}
        <Labelled label={<>Type {handle} to confirm</>} htmlFor="handle">
          <input id="handle" name="handle" required className={FIELD} autoComplete="off" spellCheck={false} />
        </Labelled>
        <button type="submit" className={QUIET_BUTTON} disabled={sending}>
          Delete {handle} for good
        </button>
      </form>
    </details>
  )
}
