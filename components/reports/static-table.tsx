import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Coordinate } from '@/components/text/coordinate'
import { count, exact, readable } from '@/components/text/format'
import type { Member } from '@/lib/protocol'

/** What the checkpoint holds at each coordinate, and how unusual that is in its tensor. */
export function StaticTable({ members }: { members: readonly Member[] }) {
  return (
    <Table
      stacked
      caption="Rank 1 is the largest |W| of the tensor; z is (W − mean) / standard deviation."
      head={
        <>
          <Th>Coordinate</Th>
          <Th right>Value</Th>
          <Th>Bits</Th>
          <Th right>Rank</Th>
          <Th right>z</Th>
          <Th right>Share of the spike</Th>
        </>
      }
    >
      {members.map((member, i) => (
        <Tr key={i}>
          <RowHead>
            <Coordinate tensor={member.tensor} row={member.row} col={member.col} className="text-[0.8125rem]" />
          </RowHead>
          <Td right label="Value">
            {exact(member.static.value)}
          </Td>
          <Td label="Bits">
            <code className="font-mono text-[0.8125rem]">
              {member.static.bits} {member.static.dtype}
            </code>
          </Td>
          <Td right label="Rank">
            {count(member.static.rank)} of {count(member.static.shape[0] * member.static.shape[1])}
          </Td>
          <Td right label="z">
            {readable(member.static.z_score)}
          </Td>
          <Td right label="Share">
            {readable(member.evidence.share)}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
