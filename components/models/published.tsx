import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { exact } from '@/components/text/format'
import { Out } from '@/components/text/out'
import { Section } from '@/components/text/section'
import type { ReportedCell, ReportedModel } from '@/lib/literature/reported'

export const PAPER = 'https://arxiv.org/abs/2411.07191'

/** The two corpora of the paper's perplexities, by their names in its tables. */
const CORPORA = [
  ['WikiText-2', ['wiki2', 'wiki2_ppl']],
  ['C4', ['c4', 'c4_ppl']],
] as const

const ROWS: Readonly<Record<string, string>> = {
  original: 'Original (Table 1)',
  prune_super_weight: 'Super weight removed',
  prune_7000_other_outliers: '7,000 other outliers removed',
  prune_super_weight_restore_super_activation: 'Super weight removed, super activation restored',
}

/** What the paper printed about this model. Kept apart from everything measured here: its windows are not stated, so nothing compares. */
export function Published({ published }: { published: ReportedModel }) {
  const intro = (
    <>
      As printed in <Out href={PAPER}>arXiv 2411.07191</Out> or its notebook. Nothing here was measured by this
      registry. The paper states no window length, so these figures must not be compared with those of reports.
    </>
  )
  const rows = [{ row: 'fp16 model', cells: published.perplexity }, ...published.pruning].filter(
    ({ cells }) => cells.length > 0,
  )
  if (rows.length === 0) return null
  return (
    <Section id="published" title="Published perplexities" intro={intro}>
      <div className="max-w-2xl">
        <Table
          caption="Perplexity"
          hideCaption
          head={
            <>
              <Th>Model</Th>
              {CORPORA.map(([name]) => (
                <Th key={name} right>
                  {name}
                </Th>
              ))}
            </>
          }
        >
          {rows.map(({ row, cells }) => (
            <Tr key={row}>
              <RowHead>{ROWS[row] ?? row}</RowHead>
              {CORPORA.map(([name, columns]) => (
                <Td key={name} right>
                  {printed(cells, columns)}
                </Td>
              ))}
            </Tr>
          ))}
        </Table>
      </div>
    </Section>
  )
}

function printed(cells: readonly ReportedCell[], columns: readonly string[]): string {
  const value = cells.find((cell) => columns.includes(cell.column))?.value
  return value === null || value === undefined ? 'not printed' : exact(value)
}
