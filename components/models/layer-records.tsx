import { Link } from '@/components/site/link'
import { ClassBadge } from '@/components/status/weight-class'
import { LEVEL_TEXTS } from '@/components/status/level'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Coordinate } from '@/components/text/coordinate'
import type { ModelRecord } from '@/lib/models/schema'
import type { WeightClass } from '@/lib/protocol'

/** The model's records: the members of each set together, also those that are in several, then the others, by layer. */
export function LayerRecords({ model }: { model: ModelRecord }) {
  const weights = model.weights.toSorted((a, b) => a.layer - b.layer || a.row - b.row || a.col - b.col)
  const sets = model.sets.toSorted((a, b) => (a.class ?? 'Z').localeCompare(b.class ?? 'Z'))
  const inAny = (id: string) => sets.some(({ members }) => members.includes(id))
  const groups = [
    ...sets.map(({ id, class: cls, members }) => ({
      set: id,
      cls,
      members: weights.filter((weight) => members.includes(weight.id)),
    })),
    { set: null, cls: null, members: weights.filter(({ id }) => !inAny(id)) },
  ].filter(({ members }) => members.length > 0)
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
      {groups.flatMap(({ set, cls, members }) => [
        ...(groups.length > 1 ? [<GroupRow key={set ?? 'alone'} set={set} cls={cls} size={members.length} />] : []),
        ...members.map((weight) => <WeightRow key={`${set} ${weight.id}`} weight={weight} model={model} />),
      ])}
    </Table>
  )
}

function GroupRow({ set, cls, size }: { set: string | null; cls: WeightClass | null; size: number }) {
  return (
    <Tr>
      <th scope="rowgroup" role="rowheader" colSpan={6} className="pt-5 pb-2 text-left align-baseline font-semibold">
        {set === null ? (
          'In no set'
        ) : (
          <>
            <Link href={`/sets/${set}`} className="link tabular">
              {set}
            </Link>
            , {size === 1 ? 'one weight' : `${size} weights`} together{cls && ': '}
            {cls && <ClassBadge value={cls} several />}
          </>
        )}
      </th>
    </Tr>
  )
}

function WeightRow({ weight, model }: { weight: ModelRecord['weights'][number]; model: ModelRecord }) {
  return (
    <Tr>
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
        <span className="whitespace-nowrap">
          {weight.level} {LEVEL_TEXTS[weight.level]?.[0]}
        </span>
        {!weight.verified && (
          <span className="block text-note text-muted">
            {weight.published_as_negative ? 'published as negative, ' : ''}not verified here
          </span>
        )}
      </Td>
    </Tr>
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
