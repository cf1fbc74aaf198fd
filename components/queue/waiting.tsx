import { Table, Td, Th, Tr } from '@/components/table/table'
import { duration } from '@/components/text/format'
import type { QueueWaiting } from '@/lib/submissions/queue-schema'
import { NameCells } from './name-cells'

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
      {waiting.map(({ position, prioritised, starts_in_seconds: starts, estimate_seconds: ends, ...named }) => (
        <Tr key={named.id}>
          <NameCells named={named} />
          <Td label="Place" right>
            {position}
            {prioritised && <span className="block text-note text-muted">given priority</span>}
          </Td>
          <Td label="Starts in about" right>
            {duration(starts)}
          </Td>
          <Td label="Ends in about" right>
            {duration(ends)}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
