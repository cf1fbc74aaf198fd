import { SearchResult } from '@/components/searches/result'
import { printStored } from '@/lib/coordinates/print'
import type { FindAnswer, FindResult } from '@/lib/protocol'
import type { SubmissionRecord } from '@/lib/submissions/schema'
import { ClaimButton } from './claim-button'
import { NO_FIELDS, readyClaim, type Fields } from './fields'

/** What a search found, each answer with the button that claims it. */
export function SearchOutcome({ submission, maySubmit }: { submission: SubmissionRecord; maySubmit: boolean }) {
  const { search, id } = submission
  if (!search) return null
  return (
    <SearchResult
      search={search}
      claimButton={(answer) => (
        <ClaimButton claim={readyClaim(claimOf(search, answer, id))} label={labelOf(answer)} maySubmit={maySubmit} />
      )}
    />
  )
}

const labelOf = ({ members }: FindAnswer) =>
  members.length === 1 ? 'Claim this weight' : `Claim this set of ${members.length}`

function claimOf({ repo, commit, protocol }: FindResult, { members }: FindAnswer, id: string): Fields {
  return {
    ...NO_FIELDS,
    repo,
    revision: commit,
    coordinates: members.map((member) => printStored(member)).join('\n'),
    note: `Found by the search ${id} (${protocol.id}).`,
  }
}
