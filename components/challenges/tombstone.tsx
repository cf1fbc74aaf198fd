import { Link } from '@/components/site/link'
import { History, type HistoryEntry } from '@/components/records/history'
import { Notice } from '@/components/site/notice'
import { Note } from '@/components/text/note'
import { Time } from '@/components/text/time'
import type { ChallengeSummary } from '@/lib/challenges/record-schema'
import type { VersionChanges } from '@/lib/records/compare-versions'
import { Challenges } from './of-record'

/** What a withdrawn record's page needs of it. */
interface WithdrawnRecord {
  readonly id: string
  readonly version: number
  readonly withdrawn: { readonly at: string; readonly reason: string; readonly challenge: string }
  readonly challenges?: readonly ChallengeSummary[] | undefined
}

interface TombstoneProps {
  readonly record: WithdrawnRecord
  /** Its title. */
  readonly head: React.ReactNode
  readonly history: readonly HistoryEntry[]
  readonly changes: VersionChanges | null
}

/** What stands in place of a withdrawn record: that it was there, why it is gone, and where to read what it said. */
export function Tombstone({ record, head, history, changes }: TombstoneProps) {
  const { id, version, withdrawn, challenges } = record
  return (
    <article>
      {head}
      <div className="mt-6 max-w-prose">
        <Notice title="This record was withdrawn. Do not use it.">
          <Note text={withdrawn.reason} />
          <p className="mt-2">
            Decided <Time at={withdrawn.at} exact /> on{' '}
            <Link href={`/challenges/${withdrawn.challenge}`} className="link tabular whitespace-nowrap">
              {withdrawn.challenge}
            </Link>
            . No other record will ever have the id {id}. Its{' '}
            <a href="#history" className="link">
              earlier versions
            </a>{' '}
            and the reports of its runs stay as they were written, so that citations can be followed.
          </p>
        </Notice>
      </div>
      <Challenges record={id} challenges={challenges} closed />
      <History history={history} shown={version} changes={changes} />
    </article>
  )
}
