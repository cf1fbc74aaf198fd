import Link from 'next/link'
import { DemoMark } from '@/components/status/demo-mark'
import { StatusBadge } from '@/components/status/submission-status'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { Time } from '@/components/text/time'
import type { QueueEnded } from '@/lib/submissions/queue-schema'

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
      {ended.map(({ id, url, repo, account, status, at }) => (
        <Tr key={id}>
          <RowHead>
            <Link href={url} className="link tabular whitespace-nowrap">
              {id}
            </Link>
          </RowHead>
          <Td>
            <Breakable text={repo} />
            <DemoMark repo={repo} />
          </Td>
          <Td label="Account">{account}</Td>
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
