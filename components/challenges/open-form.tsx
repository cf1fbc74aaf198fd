'use client'

import { Link } from '@/components/site/link'
import { useRouter } from 'next/navigation'
import { useActionState, useEffect } from 'react'
import { BUTTON, FIELD } from '@/components/form/controls'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { ChallengeFields, OpenState } from './form-state'

interface OpenFormProps {
  readonly initial: ChallengeFields
  readonly reasons: readonly (readonly [code: string, title: string, about: string])[]
  readonly maxLength: number
  readonly action: (state: OpenState, data: FormData) => Promise<OpenState>
}

const LABELS: Readonly<Record<string, string>> = {
  record: 'Record',
  reason: 'What is wrong?',
  text: 'How do you know?',
}

/** Challenges a record. Works without JavaScript; a refusal keeps what was typed. */
export function OpenForm({ initial, reasons, maxLength, action }: OpenFormProps) {
  const [{ problem, fields, opened }, formAction, sending] = useActionState(action, { problem: null, fields: initial })
  const router = useRouter()
  useEffect(() => {
    if (opened !== undefined) router.push(opened)
  }, [opened, router])
  const errorOf = (name: string) => problem?.errors?.find(({ path }) => path === name)?.message
  const named = problem?.errors?.flatMap(({ path }) => (LABELS[path] ? [[path, LABELS[path]] as const] : [])) ?? []
  if (opened !== undefined)
    return (
      <p role="status">
        The challenge is open:{' '}
        <Link href={opened} className="link">
          go to it
        </Link>
        .
      </p>
    )
  return (
    <form action={formAction} className="max-w-2xl space-y-7" key={JSON.stringify(fields)}>
      {problem && <ProblemSummary problem={problem} fields={named} />}
      <Row name="record" hint="The id of a weight or a set, such as SW-000001 or SS-000001." error={errorOf('record')}>
        {(described) => (
          <input
            {...described}
            required
            defaultValue={fields.record}
            className={`${FIELD} tabular max-w-48`}
            autoComplete="off"
          />
        )}
      </Row>
      <fieldset id="reason">
        <legend className="font-semibold">{LABELS['reason']}</legend>
        {reasons.map(([code, title, about]) => (
          <label key={code} className="mt-2.5 flex items-baseline gap-2.5 leading-6">
            <input type="radio" name="reason" value={code} required defaultChecked={fields.reason === code} />
            <span>
              {title}
              <span className="block text-note text-muted">{about}</span>
            </span>
          </label>
        ))}
        <FieldError text={errorOf('reason')} />
      </fieldset>
      <Row
        name="text"
        hint="Numbers, the commit, a command, a link: what somebody needs to check it. Markdown works."
        error={errorOf('text')}
      >
        {(described) => (
          <textarea
            {...described}
            rows={7}
            required
            maxLength={maxLength}
            defaultValue={fields.text}
            className={FIELD}
          />
        )}
      </Row>
      <div>
        <button type="submit" className={BUTTON} disabled={sending}>
          {sending ? 'Sending' : 'Challenge the record'}
        </button>
        <p className="mt-2 text-note text-muted">Public immediately and for good, under your handle.</p>
      </div>
    </form>
  )
}

/** The attributes that tie a control to its label, hint and error. */
interface Described {
  readonly id: string
  readonly name: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': true | undefined
}

function Row({
  name,
  hint,
  error,
  children,
}: {
  name: string
  hint: string
  error: string | undefined
  children: (described: Described) => React.ReactNode
}) {
  return (
    <div>
      <label htmlFor={name} className="font-semibold">
        {LABELS[name]}
      </label>
      <p id={`${name}-hint`} className="mb-1.5 text-note text-muted">
        {hint}
      </p>
      {children({ id: name, name, 'aria-describedby': `${name}-hint`, 'aria-invalid': error ? true : undefined })}
      <FieldError text={error} />
    </div>
  )
}

function FieldError({ text }: { text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p className="mt-1.5 text-[0.9375rem] text-accent wrap-anywhere">
      <span className="font-semibold">Please check: </span>
      {text}
    </p>
  )
}
