import Link from 'next/link'
import { DemoMark } from '@/components/status/demo-mark'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { duration } from '@/components/text/format'
import type { QueueWaiting } from '@/lib/submissions/queue-schema'

/** The waiting submissions of one lane, in the order in which they start. */
export function WaitingTable({ waiting, caption }: { waiting: readonly QueueWaiting[]; caption: string }) {
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          <Th>Submission</Th>
          <Th>Model</Th>
          <Th>Account</Th>
          <Th right>Place</Th>
          <Th right>Starts in about</Th>
          <Th right>Ends in about</Th>
        </>
      }
    >
      {waiting.map(({ id, url, kind, repo, account, position, prioritised, ...estimate }) => (
        <Tr key={id}>
          <RowHead>
            <Link href={url} className="link tabular whitespace-nowrap">
              {id}
            </Link>
          </RowHead>
          <Td>
            <Breakable text={repo} />
            <DemoMark repo={repo} />
            {kind === 'search' && <span className="block text-note text-muted">search for super weights</span>}
          </Td>
          <Td label="Account">{account}</Td>
          <Td label="Place" right>
            {position}
            {prioritised && <span className="block text-note text-muted">given priority</span>}
          </Td>
          <Td label="Starts in about" right>
            {duration(estimate.starts_in_seconds)}
          </Td>
          <Td label="Ends in about" right>
            {duration(estimate.estimate_seconds)}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
