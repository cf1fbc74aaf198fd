import { Link } from '@/components/site/link'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { Time } from '@/components/text/time'
import { CHALLENGE_REASONS } from '@/lib/challenges/reasons'
import type { ChallengeRecord } from '@/lib/challenges/schema'
import { ChallengeStateBadge } from './state-badge'

/** Challenges as rows. */
export function ChallengeTable({ challenges, caption }: { challenges: readonly ChallengeRecord[]; caption: string }) {
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Challenge</Th>
          <Th>Record</Th>
          <Th>Reason</Th>
          <Th>State</Th>
          <Th>Opened</Th>
        </>
      }
    >
      {challenges.map(({ id, url, record, reason, account, state, opened_at: at }) => (
        <Tr key={id}>
          <RowHead>
            <Link href={url} className="link tabular whitespace-nowrap">
              {id}
            </Link>
          </RowHead>
          <Td label="Record">
            <Link href={record.url} className="link tabular whitespace-nowrap">
              {record.id}
            </Link>{' '}
            <span className="block text-note text-muted">
              <Breakable text={record.repo} />
            </span>
          </Td>
          <Td label="Reason">{CHALLENGE_REASONS[reason].title}</Td>
          <Td label="State">
            <ChallengeStateBadge state={state} />
          </Td>
          <Td label="Opened">
            <Time at={at} /> <span className="text-muted">by {account}</span>
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
