import { Link } from '@/components/site/link'
import { RatioText } from '@/components/reports/ratio-text'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Coordinate } from '@/components/text/coordinate'
import { exact } from '@/components/text/format'
import type { SetRecord } from '@/lib/sets/schema'

/** The members, the damage of each alone and of the others without it. Redundant members are marked. */
export function Members({ set }: { set: SetRecord }) {
  return (
    <Table
      stacked
      caption="R is edited perplexity over intact, from the latest report. Alone: only this member removed. Without: all others removed, this one kept."
      head={
        <>
          <Th>Record</Th>
          <Th>Coordinate</Th>
          <Th right>Value</Th>
          <Th right>R alone</Th>
          <Th right>R without it</Th>
          <Th>Needed</Th>
        </>
      }
    >
      {set.members.map((member) => (
        <Tr key={member.id}>
          <RowHead>
            <Link href={`/weights/${member.id}`} className="link tabular whitespace-nowrap">
              {member.id}
            </Link>
          </RowHead>
          <Td>
            <Coordinate tensor={member.tensor} row={member.row} col={member.col} className="text-[0.8125rem]" />
          </Td>
          <Td right label="Value">
            {member.value === null ? <span className="text-muted">not read</span> : exact(member.value)}
          </Td>
          <Td right label="R alone">
            <RatioText value={member.alone} plain />
          </Td>
          <Td right label="R without it">
            <RatioText value={member.without} plain />
          </Td>
          <Td label="Needed">
            {member.redundant ? (
              <strong className="text-accent">redundant</strong>
            ) : member.without ? (
              'yes'
            ) : (
              <span className="text-muted">not measured</span>
            )}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}
