'use client'

import { useActionState } from 'react'
import { QUIET_BUTTON } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import { CopyButton } from '@/components/text/copy-button'
import type { SecretState } from './form-state'

interface SecretFormProps {
  readonly action: (state: SecretState, data: FormData) => Promise<SecretState>
  readonly button: string
  readonly children: React.ReactNode
}

/** A form whose answer is a webhook's secret, shown once. Works without JavaScript. */
export function SecretForm({ action, button, children }: SecretFormProps) {
  const [{ problem, made }, formAction, sending] = useActionState(action, { problem: null, made: null })
  return (
    <div className="space-y-4">
      {made && (
        <div role="status" className="border-l-2 border-accent bg-tint px-4 py-3">
          <p className="font-semibold">The secret of {made.url}. Copy it now: it is not shown again.</p>
          <div className="mt-2 flex items-start gap-4">
            <code className="min-w-0 grow font-mono text-[0.8125rem] leading-6 break-all">{made.secret}</code>
            <CopyButton text={made.secret} what="secret" />
          </div>
        </div>
      )}
      {problem && <ProblemSummary problem={problem} fields={[]} />}
      <form action={formAction} className="flex flex-wrap items-end gap-4">
        {children}
        <button type="submit" className={QUIET_BUTTON} disabled={sending}>
          {button}
        </button>
      </form>
    </div>
  )
}
