/**
 * A table with a caption, scoped column headers and lines between rows. When wider than the screen it scrolls in its own region,
 * which takes keyboard focus.
 * @param stacked on narrow screens every row becomes a block of labelled cells, so that nothing is cut off or scrolls sideways
 */
export function Table({
  caption,
  hideCaption = false,
  head,
  children,
  stacked = false,
}: {
  caption: React.ReactNode
  hideCaption?: boolean
  head: React.ReactNode
  children: React.ReactNode
  stacked?: boolean
}) {
  // A row with block layout loses its role for screen readers; explicit roles restore it (see "stacked" in app/globals.css).
  const role = stacked ? { table: 'table', group: 'rowgroup' } : {}
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={typeof caption === 'string' ? caption : 'Table'}
      className="scroll-hint -mx-5 overflow-x-auto px-5 sm:mx-0 sm:px-0 print:overflow-visible"
    >
      <table
        role={role.table}
        className={`w-full border-collapse text-left text-[0.9375rem] leading-6 ${stacked ? 'stacked' : ''}`}
      >
        <caption className={hideCaption ? 'sr-only' : 'pb-3 text-left text-note text-muted'}>{caption}</caption>
        <thead role={role.group}>
          <tr className="border-b border-edge text-note text-muted">{head}</tr>
        </thead>
        <tbody role={role.group}>{children}</tbody>
      </table>
    </div>
  )
}

/** A column header. A `wide` one is hidden on narrow screens. */
export function Th({
  children,
  right = false,
  wide = false,
  sort,
}: {
  children: React.ReactNode
  right?: boolean
  wide?: boolean
  sort?: 'ascending' | 'descending' | undefined
}) {
  return (
    <th
      scope="col"
      aria-sort={sort}
      className={`py-2 pr-3 lg:pr-5 align-bottom font-medium last:pr-0 ${right ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''}`}
    >
      {children}
    </th>
  )
}

/** A row header. */
export function RowHead({ children }: { children: React.ReactNode }) {
  return (
    <th scope="row" role="rowheader" className="py-2.5 pr-3 lg:pr-5 align-baseline font-normal last:pr-0">
      {children}
    </th>
  )
}

interface CellProps {
  readonly children?: React.ReactNode
  /** Right-aligns numbers. */
  readonly right?: boolean
  /** Hidden on narrow screens, where another cell says the same. */
  readonly wide?: boolean
  /** The column's name, shown beside the cell when rows are stacked; without one the cell takes the full width. */
  readonly label?: string
}

export function Td({ children, right = false, wide = false, label }: CellProps) {
  return (
    <td
      role="cell"
      data-label={label}
      className={`py-2.5 pr-3 lg:pr-5 align-baseline last:pr-0 ${right ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''}`}
    >
      {label === undefined ? children : <div className="min-w-0 wrap-break-word">{children}</div>}
    </td>
  )
}

/** A row with a line under it. */
export function Tr({ children }: { children: React.ReactNode }) {
  return (
    <tr role="row" className="border-b border-rule">
      {children}
    </tr>
  )
}
