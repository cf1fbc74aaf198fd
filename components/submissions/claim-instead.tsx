import { Link } from '@/components/site/link'
import { Coordinate } from '@/components/text/coordinate'
import { printStored } from '@/lib/coordinates/print'
import { claimInstead } from '@/lib/protocol/claim-instead'
import type { ScreenedCoordinate, SubmissionRecord } from '@/lib/submissions/schema'
import { ClaimButton } from './claim-button'
import { type Fields, NO_FIELDS, readyClaim } from './fields'

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
            Let the registry{' '}
            <Link href={`/submit?repo=${encodeURIComponent(submission.repo)}`} className="link">
              search the model
            </Link>{' '}
            for what makes its spike, or run{' '}
            <code className="font-mono text-[0.9em]">npx superweights find {submission.repo}</code>.
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
          <ClaimButton
            claim={readyClaim(fieldsOf(submission, members))}
            label={labelOf(members)}
            maySubmit={maySubmit}
          />
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
