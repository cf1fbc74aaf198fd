import Table from 'cli-table3'

/**
 * A table as wide as the terminal at most.
 * @param widths of the columns in characters; null shares what is left
 */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly (number | null)[],
  total: number,
): string {
  const borders = head.length + 1
  const fixed = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0)
  const open = widths.filter((width) => width === null).length
  const share = Math.floor((total - borders - fixed) / Math.max(1, open))
  const table = new Table({
    head: [...head],
    colWidths: widths.map((width) => width ?? Math.max(MIN_COLUMN, share)),
    wordWrap: true,
    wrapOnWordBoundary: true,
    // No colours: the words are enough, and a pipe gets them unchanged.
    style: { head: [], border: [] },
  })
  table.push(...rows.map((row) => [...row]))
  return table.toString()
}

/** In a narrower column a sentence breaks into single words. */
const MIN_COLUMN = 16
