'use client'

import { useActionState } from 'react'
import { BUTTON, QUIET_BUTTON } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { DeviceState } from './form-state'

interface DeviceFormProps {
  readonly handle: string
  readonly code: string
  readonly scopes: readonly string[]
  readonly action: (state: DeviceState, data: FormData) => Promise<DeviceState>
}

const MAY: Readonly<Record<string, string>> = {
  submit: 'submit claims and searches in your name, and cancel them',
  report: 'send reports of measurements in your name',
  review: 'review in your name, as far as your roles allow',
}

/** What a terminal asks for, to approve or to deny. Works without JavaScript. */
export function DeviceForm({ handle, code, scopes, action }: DeviceFormProps) {
  const [{ problem, decided }, formAction, sending] = useActionState(action, { problem: null, decided: null })
  if (decided !== null)
    return (
      <p role="status" className="border-l-2 border-accent bg-tint px-4 py-3 leading-7">
        {decided === 'approved'
          ? 'Approved. The terminal goes on by itself in a few seconds; you can close this page.'
          : 'Denied. The terminal gets nothing.'}
      </p>
    )
  return (
    <form action={formAction} className="space-y-5">
      {problem && <ProblemSummary problem={problem} fields={[]} />}
      <input type="hidden" name="user_code" value={code} />
      <p className="font-mono text-[2rem] tracking-[0.12em]" aria-label={`Code ${[...code].join(' ')}`}>
        {code.slice(0, 4)}-{code.slice(4)}
      </p>
      <div>
        <p>A program that shows this code asks to act for {handle}. For 90 days it may:</p>
        <ul className="mt-2 list-disc pl-5 leading-7">
          {scopes.map((scope) => (
            <li key={scope}>{MAY[scope] ?? scope}</li>
          ))}
        </ul>
        <p className="mt-2 text-note text-muted">
          Did somebody else send you here, or does no terminal of yours show this code? Then deny.
        </p>
      </div>
      <div className="flex flex-wrap gap-4">
        <button type="submit" name="decision" value="approve" className={BUTTON} disabled={sending}>
          Approve
        </button>
        <button type="submit" name="decision" value="deny" className={QUIET_BUTTON} disabled={sending}>
          Deny
        </button>
      </div>
    </form>
  )
}
