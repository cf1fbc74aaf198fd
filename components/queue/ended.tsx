import { StatusBadge } from '@/components/status/submission-status'
import { Table, Td, Th, Tr } from '@/components/table/table'
import { Time } from '@/components/text/time'
import type { QueueEnded } from '@/lib/submissions/queue-schema'
import { NameCells } from './name-cells'

/** What ended last. */
export function EndedTable({ ended }: { ended: readonly QueueEnded[] }) {
  return (
    <Table
      stacked
      caption="Latest first."
      head={
        <>
          <Th>Submission</Th>
          <Th>Model</Th>
          <Th>Account</Th>
          <Th>State</Th>
          <Th>Ended</Th>
        </>
      }
    >
      {ended.map(({ status, at, ...named }) => (
        <Tr key={named.id}>
          <NameCells named={named} />
          <Td label="State">
            <StatusBadge status={status} />
          </Td>
          <Td label="Ended">
            <Time at={at} exact />
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
