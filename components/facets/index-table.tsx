import { Link } from '@/components/site/link'
import { DemoMark } from '@/components/status/demo-mark'
import { SortHead, type Sorting } from '@/components/table/sort-head'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { Breakable } from '@/components/text/coordinate'
import { parameters, plural } from '@/components/text/format'
import type { Column } from '@/lib/weights/columns'
import { Cell, type IndexRow, RIGHT } from './cells'
import { COLUMN_NAMES } from './columns'

interface IndexTableProps {
  readonly rows: readonly IndexRow[]
  readonly columns: readonly Column[]
  readonly caption: string
  readonly sorting: Sorting
  /** Of each model, how many of its weights fit; null for a flat list. */
  readonly perModel: ReadonlyMap<string, number> | null
}

/** Columns that the list can be sorted by. */
const SORTED: readonly Column[] = ['layer', 'class', 'level']

/** The records of the index with a box each, for comparing; flat, or under their models. */
export function IndexTable({ rows, columns, caption, sorting, perModel }: IndexTableProps) {
  const head = (by: string, words: string) =>
    perModel === null ? (
      <SortHead key={by} sorting={sorting} by={by}>
        {words}
      </SortHead>
    ) : (
      <Th key={by}>{words}</Th>
    )
  return (
    <Table
      stacked
      caption={caption}
      head={
        <>
          {head('id', 'Record')}
          {perModel === null ? head('model', 'Model and coordinate') : <Th>Coordinate</Th>}
          {columns.map((column) =>
            SORTED.includes(column) ? (
              head(column, COLUMN_NAMES[column])
            ) : (
              <Th key={column} right={RIGHT.includes(column)}>
                {COLUMN_NAMES[column]}
              </Th>
            ),
          )}
        </>
      }
    >
      {rows.flatMap((row, i) => [
        ...(perModel !== null && rows[i - 1]?.weight.repo !== row.weight.repo
          ? [
              <ModelRow
                key={row.weight.repo}
                row={row}
                weights={perModel.get(row.weight.repo) ?? 0}
                span={columns.length + 2}
              />,
            ]
          : []),
        <WeightRow key={row.weight.id} row={row} columns={columns} hideModel={perModel !== null} />,
      ])}
    </Table>
  )
}

/** The head of a model's rows: what is known of it, and how many of its weights fit. */
function ModelRow({ row: { weight, flat }, weights, span }: { row: IndexRow; weights: number; span: number }) {
  const facts = [
    flat.family ?? 'family not known',
    flat.layers === null ? 'layers not known' : plural(flat.layers, 'layer'),
    flat.parameters === null ? 'size not known' : parameters(flat.parameters),
    plural(weights, 'weight'),
  ]
  return (
    <tr role="row" className="border-b border-edge">
      <th scope="colgroup" role="columnheader" colSpan={span} className="pt-6 pb-2 text-left font-normal">
        <Link href={`/models/${weight.repo}`} className="link font-semibold wrap-anywhere">
          {weight.repo}
        </Link>
        <DemoMark repo={weight.repo} /> <span className="text-note text-muted">{facts.join(', ')}</span>
      </th>
    </tr>
  )
}

function WeightRow({ row, columns, hideModel }: { row: IndexRow; columns: readonly Column[]; hideModel: boolean }) {
  const { weight } = row
  return (
    <Tr>
      <RowHead>
        <span className="inline-flex items-baseline gap-2.5">
          <input
            type="checkbox"
            name="ids"
            value={weight.id}
            aria-label={`Compare ${weight.id}`}
            className="accent-accent print:hidden"
          />
          <Link href={`/weights/${weight.id}`} className="link tabular whitespace-nowrap">
            {weight.id}
          </Link>
        </span>
      </RowHead>
      <Td>
        {!hideModel && (
          <span className="block">
            <Breakable text={weight.repo} />
            <DemoMark repo={weight.repo} />
          </span>
        )}
        <code className="block font-mono text-[0.8125rem] text-muted wrap-break-word xl:min-w-56">
          <Breakable text={weight.spellings.paper} />
        </code>
      </Td>
      {columns.map((column) => (
        <Cell key={column} column={column} row={row} />
      ))}
    </Tr>
  )
}
