'use client'

import { useActionState } from 'react'
import { BUTTON, FIELD, QUIET_BUTTON } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { ActState } from './form-state'

interface ActFormProps {
  /** What can be done: the value sent as `what`, and the words on the button. */
  readonly offered: readonly (readonly [what: string, words: string])[]
  readonly label: string
  readonly maxLength: number
  readonly action: (state: ActState, data: FormData) => Promise<ActState>
}

/** A text for everybody to read, and what to do with it. Works without JavaScript; a refusal keeps what was typed. */
export function ActForm({ offered, label, maxLength, action }: ActFormProps) {
  const [{ problem, text }, send, sending] = useActionState(action, { problem: null, text: '' })
  return (
    <form action={send} className="max-w-prose" key={text}>
      {problem && (
        <div className="mb-4">
          <ProblemSummary problem={problem} fields={[]} />
        </div>
      )}
      <label htmlFor="text" className="mb-1 block text-note text-muted">
        {label}
      </label>
      <textarea
        id="text"
        name="text"
        rows={4}
        required
        minLength={3}
        maxLength={maxLength}
        defaultValue={text}
        className={FIELD}
      />
      <div className="mt-3 flex flex-wrap gap-3">
        {offered.map(([what, words], i) => (
          <button key={what} name="what" value={what} disabled={sending} className={i === 0 ? BUTTON : QUIET_BUTTON}>
            {words}
          </button>
        ))}
      </div>
    </form>
  )
}
