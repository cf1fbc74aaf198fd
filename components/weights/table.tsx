import Link from 'next/link'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { SortHead, type Sorting } from '@/components/table/sort-head'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { exact } from '@/components/text/format'
import type { WeightRecord } from '@/lib/weights/schema'

/** Records as rows. Without `sorting` the heads are plain text. */
export function WeightTable({ weights, caption, sorting, hideModel = false }: { weights: readonly WeightRecord[]; caption: string; sorting?: Sorting; hideModel?: boolean }) {
  const head = (by: string, words: string, wide = false) => (sorting ? <SortHead sorting={sorting} by={by} wide={wide}>{words}</SortHead> : <Th wide={wide}>{words}</Th>)
  return (
    <Table
      caption={caption}
      head={
        <>
          {head('id', 'Record')}
          {hideModel ? <Th>Coordinate</Th> : head('model', 'Model and coordinate')}
          {head('layer', 'Layer', true)}
          <Th right wide>
            Value
          </Th>
          {head('class', 'Class', true)}
          {head('level', 'Evidence level', true)}
        </>
      }
    >
      {weights.map((weight) => (
        <WeightRow key={weight.id} weight={weight} hideModel={hideModel} />
      ))}
    </Table>
  )
}

function WeightRow({ weight, hideModel }: { weight: WeightRecord; hideModel: boolean }) {
  return (
    <Tr>
      <RowHead>
        <Link href={`/weights/${weight.id}`} className="link tabular whitespace-nowrap">
          {weight.id}
        </Link>
      </RowHead>
      <Td>
        {!hideModel && (
          <span className="block">
            <Breakable text={weight.repo} />
          </span>
        )}
        <code className="font-mono text-[0.8125rem] text-muted wrap-break-word">
          <Breakable text={weight.spellings.paper} />
        </code>
        <div className="mt-1 sm:hidden">
          <LevelBadge level={weight.level} />
          <Remark weight={weight} />
        </div>
      </Td>
      <Td wide>
        {weight.layer}
        {weight.expert !== null && <span className="text-muted"> expert {weight.expert}</span>}
      </Td>
      <Td right wide>
        {weight.value === null ? <span className="text-muted">not read</span> : exact(weight.value)}
      </Td>
      <Td wide>
        <ClassBadge value={weight.class} none={weight.reports.length > 0 ? 'none' : 'not measured'} />
      </Td>
      <Td wide>
        <LevelBadge level={weight.level} />
        <Remark weight={weight} />
      </Td>
    </Tr>
  )
}

/** What a reader must not overlook: nothing here verified it, or sources disagree. */
function Remark({ weight }: { weight: WeightRecord }) {
  const published = weight.claims.some((claim) => claim.origin === 'literature') ? 'published' : 'claimed'
  const words = [...(weight.verified ? [] : [weight.reports.length > 0 ? 'run here, not confirmed' : `${published}, not verified here`]), ...(weight.disputed ? ['disputed'] : [])]
  if (words.length === 0) return null
  return <span className="block text-note text-muted">{words.join('; ')}</span>
}
