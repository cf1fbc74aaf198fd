import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { BUTTON } from '@/components/form/controls'
import type { Problem } from '@/components/form/problem'
import { Coordinate } from '@/components/text/coordinate'
import { printStored } from '@/lib/coordinates/print'
import { claimInstead } from '@/lib/protocol/claim-instead'
import type { ScreenedCoordinate, SubmissionRecord } from '@/lib/submissions/schema'
import { bodyOf, type Fields, NO_FIELDS } from './fields'
import { send } from './send'

/** Why a claim that wrecks the model was not confirmed, and the claim to make instead, with one click. */
export function ClaimInstead({ submission, maySubmit }: { submission: SubmissionRecord; maySubmit: boolean }) {
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
          <Claim fields={fieldsOf(submission, members)} label={labelOf(members)} maySubmit={maySubmit} />
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

/** Sends the claim. Without JavaScript, and for who may not submit, a link to the filled-in form. */
function Claim({ fields, label, maySubmit }: { fields: Fields; label: string; maySubmit: boolean }) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, start] = useTransition()
  const claim = (event: React.MouseEvent) => {
    const { body } = bodyOf(fields)
    if (!maySubmit || !body) return
    event.preventDefault()
    start(async () => {
      const result = await send(body)
      if ('problem' in result) return setProblem(result.problem)
      router.push(`/submissions/${result.id}${result.created ? '' : '?known=yes'}`)
    })
  }
  return (
    <>
      <Link href={`/submit?${new URLSearchParams(fields)}`} prefetch={false} onClick={claim} className={BUTTON}>
        {sending ? 'Sending…' : label}
      </Link>
      {problem && (
        <p role="alert" className="text-accent">
          {problem.detail}
        </p>
      )}
    </>
  )
}
