import { RatioText } from '@/components/reports/ratio-text'
import { ClassBadge } from '@/components/status/weight-class'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Coordinate } from '@/components/text/coordinate'
import { exact, readable } from '@/components/text/format'
import { printStored } from '@/lib/coordinates/print'
import type { FindAnswer } from '@/lib/protocol'

/** One super weight or set that a search found, with its members. */
export function Answer({
  answer,
  number,
  children,
}: {
  answer: FindAnswer
  number: number
  children: React.ReactNode
}) {
  const { members, damage, grade, spike } = answer
  const several = members.length > 1
  return (
    <>
      <p className="text-[1.0625rem]">
        {number}. Class <ClassBadge value={answer.class} />: R&nbsp;=&nbsp;
        <RatioText value={damage} />{' '}
        <span className="text-note text-muted">
          removed{several && ' together'}, grade {grade}
        </span>
      </p>
      <div className="mt-3">
        <Table
          stacked
          hideCaption
          caption={`Members of answer ${number}`}
          head={
            <>
              <Th>Coordinate</Th>
              <Th right>Value</Th>
              <Th right>Share</Th>
              {several && <Th right>{'R\u00a0alone'}</Th>}
            </>
          }
        >
          {members.map((member) => (
            <Tr key={printStored(member)}>
              <RowHead>
                <Coordinate tensor={member.tensor} row={member.row} col={member.col} className="text-[0.875rem]" />
              </RowHead>
              <Td right label="Value">
                {exact(member.value)}
              </Td>
              <Td right label="Share">
                {`${readable(100 * member.share)}\u00a0%`}
              </Td>
              {several && (
                <Td right label="R alone">
                  <RatioText value={member.alone} plain />
                </Td>
              )}
            </Tr>
          ))}
        </Table>
      </div>
      <p className="mt-2 mb-4 max-w-prose text-note text-muted">
        Its spike: y = {readable(spike.output)} in layer {spike.layer}, channel {spike.channel}, token {spike.token}
        {spike.after.length > 0 && `, once ${spike.after.map(printStored).join(' and ')} is removed`}. The share is what
        a weight makes of it.
      </p>
      {children}
    </>
  )
}
