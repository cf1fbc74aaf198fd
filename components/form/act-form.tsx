'use client'

import { useActionState } from 'react'
import { type ActState, NOTHING_REFUSED } from './act-state'
import { BUTTON, FIELD, QUIET_BUTTON } from './controls'
import { ProblemSummary } from './problem-summary'

interface ActFormProps {
  /** Of the field; unique on the page. */
  readonly id: string
  /** What can be done: the value sent as `what`, and the words on the button. None: only why the last attempt was refused. */
  readonly offered: readonly (readonly [what: string, words: string])[]
  readonly label: string
  readonly maxLength: number
  readonly action: (state: ActState, data: FormData) => Promise<ActState>
}

/** A text for everybody to read, and what to do with it. Works without JavaScript; a refusal keeps what was typed. */
export function ActForm({ id, offered, label, maxLength, action }: ActFormProps) {
  const [{ problem, text }, send, sending] = useActionState(action, NOTHING_REFUSED)
  return (
    <form action={send} className="max-w-prose space-y-4" key={text}>
      {problem && <ProblemSummary problem={problem} fields={[]} />}
      {offered.length > 0 && (
        <div>
          <label htmlFor={id} className="mb-1 block text-note text-muted">
            {label}
          </label>
          <textarea
            id={id}
            name="text"
            rows={3}
            required
            minLength={3}
            maxLength={maxLength}
            defaultValue={text}
            className={FIELD}
          />
          <div className="mt-3 flex flex-wrap gap-3">
            {offered.map(([what, words], i) => (
              <button key={what} name="what" value={what} disabled={sending} className={i ? QUIET_BUTTON : BUTTON}>
                {words}
              </button>
            ))}
          </div>
        </div>
      )}
    </form>
  )
}
