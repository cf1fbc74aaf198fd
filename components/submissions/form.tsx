'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useActionState, useState, useTransition } from 'react'
import { useInBrowser } from '@/components/site/in-browser'
import { BUTTON, QUIET_BUTTON } from '@/components/form/controls'
import { Field, type FieldProps } from '@/components/form/field'
import { ProblemSummary } from '@/components/form/problem-summary'
import type { Problem } from '@/components/form/problem'
import { Checked } from './checked'
import { Examples } from './example-buttons'
import {
  bodyOf,
  CHECK_BUTTON,
  errorsByField,
  type FieldName,
  type Fields,
  replaceLine,
  SEARCH_BUTTON,
  type Wanted,
  wantedOf,
} from './fields'
import type { FormState } from './form-state'
import { RepoInput } from './repo-input'
import { RepoPreview } from './repo-preview'
import { check, send } from './send'

// Loaded when there is something to show: a page may load 20 kB. Only what needs scripts: without them, what is loaded late never shows.
const CoordinatePreview = lazy(() =>
  import('./coordinate-preview').then(({ CoordinatePreview: component }) => ({ default: component })),
)
const LiveCheckpoint = lazy(() =>
  import('./live-reading').then(({ LiveCheckpoint: component }) => ({ default: component })),
)

const LABELS: Readonly<Record<FieldName, string>> = {
  repo: 'Model',
  coordinates: 'Coordinates',
  revision: 'Revision',
  value: 'Value',
  source: 'Source',
  note: 'Note',
}

/** The submission form. Without JavaScript it uses `action`; with it, lines are read as they are typed and the form calls the API directly. */
export function SubmissionForm({
  initial,
  action,
}: {
  initial: Fields
  action: (state: FormState, data: FormData) => Promise<FormState>
}) {
  const router = useRouter()
  const inBrowser = useInBrowser()
  const [returned, formAction] = useActionState(action, { fields: initial, problem: null, checked: null })
  const [fields, setFields] = useState<Fields>(returned.fields)
  const [problem, setProblem] = useState<Problem | null>(returned.problem)
  const [checked, setChecked] = useState(returned.checked)
  const [edited, setEdited] = useState<readonly FieldName[]>([])
  const [sending, start] = useTransition()
  // An edited field is no longer marked as wrong; the next submission will tell.
  const refused = errorsByField(problem)
  const errors = Object.fromEntries(Object.entries(refused).filter(([name]) => !edited.includes(name as FieldName)))
  const isMended = Object.keys(refused).length > 0 && Object.keys(errors).length === 0
  const set = (name: FieldName) => (value: string) => {
    setFields((now) => ({ ...now, [name]: value }))
    setChecked(null)
    setEdited((now) => [...now, name])
  }
  const judge = (next: Problem | null) => {
    setProblem(next)
    setEdited([])
  }
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = pressed(event)
    start(async () => {
      const { body, problem: early } = bodyOf(fields, wanted)
      setChecked(null)
      if (!body) return judge(early)
      if (wanted === CHECK_BUTTON.value) {
        const answer = await check(body)
        if ('problem' in answer) return judge(answer.problem)
        judge(null)
        return setChecked(answer.checked)
      }
      const result = await send(body)
      if ('problem' in result) return judge(result.problem)
      judge(null)
      router.push(result.page)
    })
  }
  const field: FieldOf = (name) => ({
    id: name,
    label: LABELS[name],
    value: fields[name],
    onChange: set(name),
    error: errors[name],
  })
  return (
    <form action={formAction} onSubmit={submit} noValidate className="max-w-2xl space-y-7">
      {problem && !isMended && (
        <ProblemSummary
          problem={problem}
          fields={Object.keys(errors).map((name) => [name, LABELS[name as FieldName]])}
        />
      )}
      <Field
        {...field('repo')}
        hint="A repo on the Hugging Face Hub: org/name or its URL."
        placeholder="huggyllama/llama-7b"
        maxLength={300}
        control={(input) => <RepoInput input={input} text={fields.repo} onText={set('repo')} />}
      >
        <div aria-live="polite">{!errors.repo && <RepoPreview text={fields.repo} />}</div>
      </Field>
      <Field
        {...field('coordinates')}
        hint="One per line. Up to eight lines are claimed together as a set. Layers count from 0. Leave it empty if you do not know them, and let the registry find them."
        placeholder="layers[2].mlp.down_proj.weight[3968, 7003]"
        rows={4}
        mono
      >
        <div aria-live="polite" className="mt-2.5">
          {inBrowser && fields.coordinates.trim() !== '' && (
            <Suspense>
              <CoordinatePreview
                text={fields.coordinates}
                suggestions={errors.coordinates === undefined ? null : (problem?.suggestions ?? [])}
                onReplace={(line, by) => set('coordinates')(replaceLine(fields.coordinates, line, by))}
              />
            </Suspense>
          )}
        </div>
      </Field>
      {!checked && !errors.coordinates && fields.repo.trim() !== '' && inBrowser && (
        <Suspense>
          <LiveCheckpoint {...fields} onRepo={set('repo')} />
        </Suspense>
      )}
      <Examples onPick={setFields} />
      <Optional field={field} />
      {checked && <Checked result={checked} fields={fields} />}
      <div className="flex flex-wrap items-baseline gap-x-5 gap-y-2">
        <button type="submit" className={BUTTON} disabled={sending}>
          {sending ? 'Reading the checkpoint…' : 'Submit'}
        </button>
        <button type="submit" {...SEARCH_BUTTON} className={QUIET_BUTTON} disabled={sending}>
          Find them for me
        </button>
        <button type="submit" {...CHECK_BUTTON} className={QUIET_BUTTON} disabled={sending}>
          Check without submitting
        </button>
        <span role="status" className="text-note text-muted">
          {sending
            ? 'The commit is being pinned and the value read.'
            : 'Public immediately and permanently: a claim is never edited, only withdrawn.'}
        </span>
      </div>
    </form>
  )
}

/** What the button that was pressed asks for. */
function pressed({ nativeEvent }: React.FormEvent): Wanted {
  return wantedOf(nativeEvent instanceof SubmitEvent ? nativeEvent.submitter?.getAttribute('value') : null)
}

type FieldOf = (name: FieldName) => Pick<FieldProps, 'id' | 'label' | 'value' | 'onChange' | 'error'>

function Optional({ field }: { field: FieldOf }) {
  return (
    <fieldset className="space-y-7 border-t border-rule pt-6">
      <legend className="sr-only">Optional</legend>
      <div className="grid gap-x-6 gap-y-7 sm:grid-cols-2">
        <Field
          {...field('revision')}
          hint="Branch, tag or commit. Pinned to a commit on receipt."
          optional
          placeholder="main"
          maxLength={200}
        />
        <Field
          {...field('value')}
          hint="For one coordinate. Compared with the stored value; a float16 or bfloat16 reading or fewer digits are fine."
          optional
          inputMode="decimal"
          maxLength={40}
        />
      </div>
      <Field {...field('source')} hint="Where the claim comes from: a link or a citation." optional maxLength={500} />
      <Field
        {...field('note')}
        hint="Anything a reader should know, in Markdown: emphasis, code, lists, quotes, links. No images, no HTML. Shown in public."
        optional
        rows={3}
        maxLength={4000}
      />
    </fieldset>
  )
}
