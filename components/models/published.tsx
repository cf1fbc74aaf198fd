import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import { exact } from '@/components/text/format'
import { ExternalLink } from '@/components/text/external-link'
import { Section } from '@/components/text/section'
import type { EffectRecord } from '@/lib/effects/schema'
import type { ReportedCell, ReportedModel } from '@/lib/literature/reported'

export const PAPER = 'https://arxiv.org/abs/2411.07191'

/** Columns of the paper's tables: perplexity on two corpora, and in Table 1 the mean accuracy of seven zero-shot tasks. Names of the columns, by table. */
const COLUMNS = [
  { title: 'WikiText-2', names: ['wiki2', 'wiki2_ppl'], unit: '' },
  { title: 'C4', names: ['c4', 'c4_ppl'], unit: '' },
  { title: 'Mean accuracy', names: ['average'], unit: ' %' },
] as const

const ROWS: Readonly<Record<string, string>> = {
  original: 'Original (Table 1)',
  prune_super_weight: 'Super weight removed',
  prune_7000_other_outliers: '7,000 other outliers removed',
  prune_super_weight_restore_super_activation: 'Super weight removed, super activation restored',
}

/** What the paper printed about this model. Kept apart from our measurements: the paper states no windows, so nothing is comparable. */
export function Published({ published }: { published: ReportedModel }) {
  const intro = (
    <>
      As printed in <ExternalLink href={PAPER}>arXiv 2411.07191</ExternalLink> or its notebook. Nothing here was
      measured by this registry. The paper states no window length, so these figures must not be compared with those of
      reports.
      {published.pruning.length > 0 && ' Accuracies are means of seven zero-shot tasks.'}
    </>
  )
  const rows = [{ row: 'fp16 model', cells: published.perplexity }, ...published.pruning].filter(
    ({ cells }) => cells.length > 0,
  )
  if (rows.length === 0) return null
  const columns = COLUMNS.filter(({ names }) => rows.some(({ cells }) => cellOf(cells, names) !== undefined))
  return (
    <Section
      id="published"
      title={`Published perplexities${published.pruning.length > 0 ? ' and accuracies' : ''}`}
      intro={intro}
    >
      <div className="max-w-2xl">
        <Table
          stacked
          caption="Perplexities and accuracies, as printed"
          hideCaption
          head={
            <>
              <Th>Model</Th>
              {columns.map(({ title }) => (
                <Th key={title} right>
                  <span className="whitespace-nowrap">{title}</span>
                </Th>
              ))}
            </>
          }
        >
          {rows.map(({ row, cells }) => (
            <Tr key={row}>
              <RowHead>{ROWS[row] ?? row}</RowHead>
              {columns.map(({ title, names, unit }) => (
                <Td key={title} right label={title}>
                  {printed(cellOf(cells, names), unit)}
                </Td>
              ))}
            </Tr>
          ))}
        </Table>
      </div>
    </Section>
  )
}

/** The effects that are not in the table above: if it includes Table 1, those figures are there. */
export function withoutTable1(effects: readonly EffectRecord[], { pruning }: ReportedModel): readonly EffectRecord[] {
  return pruning.length === 0 ? effects : effects.filter(({ source }) => source.key !== 'yu2024-table1')
}

const cellOf = (cells: readonly ReportedCell[], names: readonly string[]) =>
  cells.find(({ column }) => names.includes(column))

function printed(cell: ReportedCell | undefined, unit: string): string {
  const value = cell?.value
  return value === null || value === undefined ? 'not printed' : `${exact(value)}${unit}`
}
