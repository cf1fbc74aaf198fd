import { Link } from '@/components/site/link'
import { RatioText } from '@/components/reports/ratio-text'
import { DemoMark } from '@/components/status/demo-mark'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { SortHead, type Sorting } from '@/components/table/sort-head'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { plural } from '@/components/text/format'
import { printShort } from '@/lib/coordinates'
import type { SetRecord } from '@/lib/sets/schema'

/** Sets as rows: of which model, how many members and which, and what removing all of them does. */
export function SetTable({
  sets,
  caption,
  sorting,
}: {
  sets: readonly SetRecord[]
  caption: string
  sorting: Sorting
}) {
  const head = (by: string, words: string) => (
    <SortHead sorting={sorting} by={by}>
      {words}
    </SortHead>
  )
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          {head('id', 'Record')}
          {head('model', 'Model and members')}
          <Th right>R</Th>
          {head('class', 'Class')}
          {head('level', 'Evidence level')}
        </>
      }
    >
      {sets.map((set) => (
        <SetRow key={set.id} set={set} />
      ))}
    </Table>
  )
}

function SetRow({ set }: { set: SetRecord }) {
  return (
    <Tr>
      <RowHead>
        <Link href={`/sets/${set.id}`} className="link tabular whitespace-nowrap">
          {set.id}
        </Link>
      </RowHead>
      <Td>
        <span className="block">
          <Breakable text={set.repo} />
          <DemoMark repo={set.repo} />
        </span>
        <span className="block text-note text-muted">{plural(set.members.length, 'weight')}:</span>
        {set.members.map((member) => (
          <code key={member.id} className="block font-mono text-[0.8125rem] text-muted wrap-break-word">
            <Breakable text={printShort(member)} />
          </code>
        ))}
      </Td>
      <Td right label="R">
        <RatioText value={set.reports[0]?.damage ?? null} plain />
      </Td>
      <Td label="Class">
        <ClassBadge value={set.class} none={set.reports.length > 0 ? 'none' : 'not measured'} several />
      </Td>
      <Td label="Level">
        <LevelBadge level={set.level} />
      </Td>
    </Tr>
  )
}
