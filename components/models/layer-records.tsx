import Link from 'next/link'
import { ClassBadge } from '@/components/status/weight-class'
import { LEVEL_TEXTS } from '@/components/status/level'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Coordinate } from '@/components/text/coordinate'
import type { ModelRecord } from '@/lib/models/schema'

/** The model's records by layer, and the sets they form. */
export function LayerRecords({ model }: { model: ModelRecord }) {
  const weights = model.weights.toSorted((a, b) => a.layer - b.layer || a.row - b.row || a.col - b.col)
  return (
    <Table
      stacked
      caption="Coordinates as stored: tensor[row, column]."
      head={
        <>
          <Th>Record</Th>
          <Th>Layer</Th>
          <Th>Coordinate</Th>
          <Th>Sets</Th>
          <Th>Class</Th>
          <Th>Evidence level</Th>
        </>
      }
    >
      {weights.map((weight) => (
        <Tr key={weight.id}>
          <RowHead>
            <Link href={`/weights/${weight.id}`} className="link tabular whitespace-nowrap">
              {weight.id}
            </Link>
          </RowHead>
          <Td label="Layer">{weight.layer}</Td>
          <Td>
            <Coordinate tensor={weight.tensor} row={weight.row} col={weight.col} className="text-[0.8125rem]" />
          </Td>
          <Td label="Sets">
            <Sets model={model} id={weight.id} />
          </Td>
          <Td label="Class">
            <ClassBadge value={weight.class} none={weight.level === 0 ? 'not measured' : 'none'} />
          </Td>
          <Td label="Level">
            {weight.level} {LEVEL_TEXTS[weight.level]?.[0]}
            {!weight.verified && (
              <span className="block text-note text-muted">
                {weight.published_as_negative ? 'published as negative, ' : ''}not verified here
              </span>
            )}
          </Td>
        </Tr>
      ))}
    </Table>
  )
}

function Sets({ model, id }: { model: ModelRecord; id: string }) {
  const sets = model.sets.filter((set) => set.members.includes(id))
  if (sets.length === 0) return <span className="text-muted">none</span>
  return sets.map((set) => (
    <Link key={set.id} href={`/sets/${set.id}`} className="link tabular mr-2 whitespace-nowrap">
      {set.id}
    </Link>
  ))
}
