'use client'

import { useActionState } from 'react'
import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { RoleState } from './form-state'

interface RoleFormProps {
  readonly handle: string
  readonly role: string
  readonly action: (state: RoleState, data: FormData) => Promise<RoleState>
}

/** Sets a person's role; only maintainers see it. Works without JavaScript. */
export function RoleForm({ handle, role, action }: RoleFormProps) {
  const [{ problem }, formAction, sending] = useActionState(action, { problem: null })
  return (
    <form action={formAction} className="mt-5 space-y-4 print:hidden">
      {problem && <ProblemSummary problem={problem} fields={[]} />}
      <input type="hidden" name="handle" value={handle} />
      <div className="flex flex-wrap items-end gap-4">
        <Labelled label={`Role of ${handle}`} htmlFor="role">
          <select id="role" name="role" defaultValue={role} className={FIELD}>
            <option value="submitter">submitter</option>
            <option value="reviewer">reviewer</option>
            <option value="maintainer">maintainer</option>
          </select>
        </Labelled>
        <button type="submit" className={QUIET_BUTTON} disabled={sending}>
          Set the role
        </button>
      </div>
    </form>
  )
}
