import { Link } from '@/components/site/link'
import { LevelBadge } from '@/components/status/level'
import { ClassBadge } from '@/components/status/weight-class'
import { Td } from '@/components/table/table'
import { exact, parameters, short } from '@/components/text/format'
import { Remark, Value } from '@/components/weights/table'
import type { Column, FlatWeight } from '@/lib/weights/columns'
import type { WeightRecord } from '@/lib/weights/schema'
import { COLUMN_NAMES } from './columns'

/** A record with its flat row. */
export interface IndexRow {
  readonly weight: WeightRecord
  readonly flat: FlatWeight
}

/** Columns of numbers. */
export const RIGHT: readonly Column[] = ['size', 'depth', 'value']

const LABELS: Partial<Record<Column, string>> = { channels: 'Channel', dtype: 'Format', level: 'Level' }

/** One cell of the index. */
export function Cell({ column, row }: { column: Column; row: IndexRow }) {
  return (
    <Td right={RIGHT.includes(column)} label={LABELS[column] ?? COLUMN_NAMES[column]}>
      {CONTENTS[column](row)}
    </Td>
  )
}

const unknown = <span className="text-muted">not known</span>

const CONTENTS: Readonly<Record<Column, (row: IndexRow) => React.ReactNode>> = {
  family: ({ flat }) => flat.family ?? unknown,
  size: ({ flat }) => (flat.parameters === null ? unknown : parameters(flat.parameters)),
  layer: ({ weight }) => (
    <>
      {weight.layer}
      {weight.expert !== null && <span className="text-muted"> expert {weight.expert}</span>}
    </>
  ),
  depth: ({ flat }) => (flat.relative_depth === null ? unknown : `${Math.round(flat.relative_depth * 100)}\u00a0%`),
  channels: ({ weight }) => `${weight.output_channel}, ${weight.input_neuron}`,
  value: ({ weight }) => <Value weight={weight} />,
  dtype: ({ weight }) => weight.dtype ?? <span className="text-muted">not read</span>,
  commit: ({ weight }) =>
    weight.commit === null ? (
      <span className="text-muted">none</span>
    ) : (
      <code className="font-mono">{short(weight.commit)}</code>
    ),
  class: ({ weight }) => <ClassBadge value={weight.class} none={weight.reports.length > 0 ? 'none' : 'not measured'} />,
  level: ({ weight }) => (
    <>
      <LevelBadge level={weight.level} />
      <Remark weight={weight} />
    </>
  ),
  source: ({ flat }) =>
    flat.sources.length === 0 ? (
      <span className="text-muted">none</span>
    ) : (
      flat.sources.map((key) => (
        <Link key={key} href={`/sources/${key}`} className="link block">
          {key}
        </Link>
      ))
    ),
  year: ({ flat }) =>
    flat.years.length === 0 ? <span className="text-muted">none</span> : flat.years.map(exact).join(', '),
}
