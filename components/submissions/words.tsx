import { Fact, Facts } from '@/components/text/facts'
import { Linked } from '@/components/text/linked'
import { Note } from '@/components/text/note'
import type { SubmissionRecord } from '@/lib/submissions/schema'

/** The source and note of a submission, as its account gave them. */
export function Words({ submission: { source, note } }: { submission: SubmissionRecord }) {
  if (source === null && note === null) return null
  return (
    <Facts>
      {source !== null && (
        <Fact name="Source">
          <Linked text={source} />
        </Fact>
      )}
      {note !== null && (
        <Fact name="Note">
          <Note text={note} />
        </Fact>
      )}
    </Facts>
  )
}
