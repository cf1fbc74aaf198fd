'use client'

import { useActionState } from 'react'
import { FIELD, Labelled, QUIET_BUTTON } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import { CopyButton } from '@/components/text/copy-button'
import type { KeyState } from './form-state'

const SCOPES = [
  ['submit', 'submit claims and searches, and cancel them', true],
  ['report', 'send reports of measurements', true],
  ['review', 'review, as far as your roles allow', false],
  ['work', 'verify as a worker of this registry, for maintainers', false],
] as const

const DAYS = [
  [30, '30 days'],
  [90, '90 days'],
  [366, 'a year'],
] as const

/** Makes a key and shows it once. Works without JavaScript. */
export function KeyForm({ action }: { action: (state: KeyState, data: FormData) => Promise<KeyState> }) {
  const [{ problem, made }, formAction, sending] = useActionState(action, { problem: null, made: null })
  return (
    <div className="mt-8 max-w-2xl space-y-5">
      {made && <Made name={made.record.name} secret={made.key} />}
      {problem && (
        <ProblemSummary
          problem={problem}
          fields={problem.errors?.map(({ path }) => [path, LABELS[path] ?? path]) ?? []}
        />
      )}
      <form action={formAction} className="space-y-4">
        <h3 className="text-lg">Make a key</h3>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
          <Labelled label="What it is for" htmlFor="name">
            <input id="name" name="name" required maxLength={60} className={FIELD} autoComplete="off" />
          </Labelled>
          <Labelled label="Valid for" htmlFor="days">
            <select id="days" name="days" defaultValue="90" className={FIELD}>
              {DAYS.map(([days, words]) => (
                <option key={days} value={days}>
                  {words}
                </option>
              ))}
            </select>
          </Labelled>
        </div>
        <fieldset id="scopes">
          <legend className="text-note text-muted">It may</legend>
          {SCOPES.map(([scope, words, checked]) => (
            <label key={scope} className="mt-1 flex gap-2">
              <input type="checkbox" name="scopes" value={scope} defaultChecked={checked} />
              <span>
                <code className="font-mono text-[0.8125rem]">{scope}</code>: {words}
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" className={QUIET_BUTTON} disabled={sending}>
          Make a key
        </button>
      </form>
    </div>
  )
}

const LABELS: Readonly<Record<string, string>> = { name: 'What it is for', days: 'Valid for', scopes: 'It may' }

function Made({ name, secret }: { name: string; secret: string }) {
  return (
    <div role="status" className="border-l-2 border-accent bg-tint px-4 py-3">
      <p className="font-semibold">The key “{name}”. Copy it now: it is not shown again.</p>
      <div className="mt-2 flex items-start gap-4">
        <code className="min-w-0 grow font-mono text-[0.8125rem] leading-6 break-all">{secret}</code>
        <CopyButton text={secret} what="key" />
      </div>
    </div>
  )
}
