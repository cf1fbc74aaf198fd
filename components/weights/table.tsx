import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { SortHead, type Sorting } from '@/components/table/sort-head'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { exact, plural } from '@/components/text/format'
import { publishedValueOf } from '@/lib/claims/published-value'
import type { WeightRecord } from '@/lib/weights/schema'

/** Records as rows. Without `sorting` the heads are plain text. */
export function WeightTable({
  weights,
  caption,
  sorting,
  hideModel = false,
}: {
  weights: readonly WeightRecord[]
  caption: string
  sorting?: Sorting
  hideModel?: boolean
}) {
  const head = (by: string, words: string, wide = false) =>
    sorting ? (
      <SortHead sorting={sorting} by={by} wide={wide}>
        {words}
      </SortHead>
    ) : (
      <Th wide={wide}>{words}</Th>
    )
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          {head('id', 'Record')}
          {hideModel ? <Th>Coordinate</Th> : head('model', 'Model and coordinate')}
          {head('layer', 'Layer', true)}
          <Th right>Value</Th>
          {head('class', 'Class')}
          {head('level', 'Evidence level')}
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
            <DemoMark repo={weight.repo} />
          </span>
        )}
        <code className="block font-mono text-[0.8125rem] text-muted wrap-break-word lg:min-w-84">
          <Breakable text={weight.spellings.paper} />
        </code>
      </Td>
      <Td wide>
        {weight.layer}
        {weight.expert !== null && <span className="text-muted"> expert {weight.expert}</span>}
      </Td>
      <Td right label="Value">
        <Value weight={weight} />
      </Td>
      <Td label="Class">
        <ClassBadge value={weight.class} none={weight.reports.length > 0 ? 'none' : 'not measured'} />
      </Td>
      <Td label="Level">
        <LevelBadge level={weight.level} />
        <Remark weight={weight} />
      </Td>
    </Tr>
  )
}

/** The value read here, or else the one that others print, marked as theirs. */
export function Value({ weight: { value, claims } }: { weight: WeightRecord }) {
  if (value !== null) return exact(value)
  const published = publishedValueOf(claims)
  return (
    <span className="text-muted">
      {published === null ? 'not read' : exact(published.value)}
      {published !== null && (
        <span className="block text-note">{published.submission ? 'as claimed' : 'as published'}</span>
      )}
    </span>
  )
}

/** What a reader must not overlook: not verified here, or disputed. */
export function Remark({ weight }: { weight: WeightRecord }) {
  const sources = new Set(
    weight.claims.flatMap((claim) =>
      claim.withdrawn_at === null
        ? claim.sources.filter(({ stance }) => stance !== 'contradicts').map(({ key }) => key)
        : [],
    ),
  )
  const published =
    sources.size > 0
      ? `published${weight.published_as_negative ? ' as negative' : ''} (${plural(sources.size, 'source')})`
      : 'claimed'
  const words = [
    ...(weight.verified
      ? []
      : [weight.reports.length > 0 ? 'run here, not confirmed' : `${published}, not verified here`]),
    ...(weight.disputed ? ['disputed'] : []),
  ]
  if (words.length === 0) return null
  return <span className="block text-note text-muted">{words.join('; ')}</span>
}
