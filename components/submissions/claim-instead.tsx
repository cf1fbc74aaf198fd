import Link from 'next/link'
import { useActionState } from 'react'
import { BUTTON } from '@/components/form/controls'
import { Coordinate } from '@/components/text/coordinate'
import { printStored } from '@/lib/coordinates/print'
import { claimInstead } from '@/lib/protocol/claim-instead'
import type { ScreenedCoordinate, SubmissionRecord } from '@/lib/submissions/schema'
import { FIELD_NAMES, type Fields, NO_FIELDS } from './fields'
import type { FormState } from './form-state'

/** Receives a claim; null for readers who may not submit. */
export type SubmitAction = ((state: FormState, data: FormData) => Promise<FormState>) | null

/** What stands in the way of a claim that wrecks the model but was not confirmed, and the claim to make instead, with one click. */
export function ClaimInstead({ submission, submit }: { submission: SubmissionRecord; submit: SubmitAction }) {
  const { verdict, screened } = submission
  const instead = verdict && claimInstead(verdict)
  if (!instead) return null
  const members = instead.members?.flatMap((i) => screened?.[i] ?? []) ?? []
  return (
    <div className="mt-5 max-w-prose space-y-4 border-l-2 border-accent pl-4">
      <p className="leading-7">
        <strong>Not accepted, although removing {one(submission) ? 'it' : 'them'} wrecks the model.</strong>{' '}
        {instead.why}{' '}
        {members.length > 0 ? (
          <>Claim {members.length === 1 ? 'this one alone' : `these ${members.length}`} instead:</>
        ) : (
          <>
            Let <code className="font-mono text-[0.9em]">npx superweights find {submission.repo}</code> look for what
            makes its spike.
          </>
        )}
      </p>
      {members.length > 0 && (
        <>
          <ul className="space-y-1">
            {members.map((member) => (
              <li key={printStored(member)}>
                <Coordinate tensor={member.tensor} row={member.row} col={member.col} className="text-[0.875rem]" />
              </li>
            ))}
          </ul>
          <Claim fields={fieldsOf(submission, members)} label={labelOf(members)} submit={submit} />
        </>
      )}
    </div>
  )
}

const one = ({ coordinates }: SubmissionRecord) => coordinates.length === 1
const labelOf = (members: readonly unknown[]) =>
  members.length === 1 ? 'Claim it alone' : `Claim these ${members.length}`

function fieldsOf({ repo, commit, source, id }: SubmissionRecord, members: readonly ScreenedCoordinate[]): Fields {
  return {
    ...NO_FIELDS,
    repo,
    revision: commit ?? '',
    coordinates: members.map((member) => printStored(member)).join('\n'),
    source: source ?? '',
    note: `What the verdict on ${id} says to claim instead.`,
  }
}

/** Sends the claim, also without JavaScript; who may not submit gets the filled-in form. */
function Claim({ fields, label, submit }: { fields: Fields; label: string; submit: SubmitAction }) {
  if (submit) return <ClaimForm fields={fields} label={label} submit={submit} />
  return (
    <Link href={`/submit?${new URLSearchParams(fields)}`} className="link">
      {label}
    </Link>
  )
}

function ClaimForm({ fields, label, submit }: { fields: Fields; label: string; submit: NonNullable<SubmitAction> }) {
  const [{ problem }, action, sending] = useActionState(submit, { fields, problem: null })
  return (
    <form action={action} className="space-y-3">
      {FIELD_NAMES.map((name) => (
        <input key={name} type="hidden" name={name} value={fields[name]} />
      ))}
      <button type="submit" className={BUTTON} disabled={sending}>
        {sending ? 'Sending…' : label}
      </button>
      {problem && (
        <p role="alert" className="text-accent">
          {problem.detail}
        </p>
      )}
    </form>
  )
}
