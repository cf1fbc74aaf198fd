'use client'

import { useActionState } from 'react'
import { BUTTON, FIELD, QUIET_BUTTON } from '@/components/form/controls'
import type { Status } from '@/lib/protocol/states'

/** Why nothing was done, and the reason as typed. */
export interface MaintainState {
  readonly problem: string | null
  readonly reason: string
}

const NOTHING_SENT: MaintainState = { problem: null, reason: '' }

/** What a maintainer may do in each state, as the button of the form says it. */
const OFFERED: Readonly<Partial<Record<Status, readonly (readonly [what: string, words: string])[]>>> = {
  received: [
    ['priority', 'Give it priority'],
    ['stop', 'Stop it'],
  ],
  queued: [
    ['priority', 'Give it priority'],
    ['stop', 'Stop it'],
  ],
  screened: [['stop', 'Stop it']],
  running: [['stop', 'Stop it']],
  blocked: [['requeue', 'Queue it again']],
  failed: [['requeue', 'Queue it again']],
}

/** What a maintainer may do with a submission, with a public reason; others see nothing of it. Works without JavaScript. */
export function Maintain({
  status,
  may,
  action,
}: {
  status: Status
  may: boolean
  action: (state: MaintainState, data: FormData) => Promise<MaintainState>
}) {
  const [{ problem, reason }, send, sending] = useActionState(action, NOTHING_SENT)
  const offered = may ? (OFFERED[status] ?? []) : []
  if (offered.length === 0 && problem === null) return null
  return (
    <section aria-labelledby="maintain" className="mt-12 max-w-prose print:hidden">
      <h2 id="maintain" className="mb-4 border-b border-edge pb-2 text-[1.1875rem]">
        For maintainers
      </h2>
      <form action={send}>
        <label htmlFor="reason" className="mb-1 block text-note text-muted">
          Reason, for everybody to read
        </label>
        <input
          id="reason"
          name="reason"
          required
          minLength={3}
          maxLength={500}
          defaultValue={reason}
          className={FIELD}
          autoComplete="off"
          aria-describedby={problem === null ? undefined : 'maintain-problem'}
        />
        {problem !== null && (
          <p id="maintain-problem" role="alert" className="mt-2 text-note text-accent">
            {problem}
          </p>
        )}
        <div className="mt-3 flex flex-wrap gap-3">
          {offered.map(([what, words], i) => (
            <button
              key={what}
              name="what"
              value={what}
              disabled={sending}
              className={i === 0 && what !== 'stop' ? BUTTON : QUIET_BUTTON}
            >
              {words}
            </button>
          ))}
        </div>
      </form>
    </section>
  )
}
