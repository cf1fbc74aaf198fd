/**
 * A table one can scan: a caption, column heads with scope, rules between rows. Wider than the screen it scrolls inside its own
 * region, which takes the keyboard's focus so that it can be scrolled without a mouse.
 * @param stacked on narrow screens every row is a block of its own, its cells under one another with their labels: nothing is cut off, nothing scrolls sideways
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
  // A row that is laid out as a block would be no row to a screen reader: the roles keep it one (see "stacked" in app/globals.css).
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

/** A column's head. A wide one is left out on narrow screens. */
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
      className={`py-2 pr-5 align-bottom font-medium last:pr-0 ${right ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''}`}
    >
      {children}
    </th>
  )
}

/** A row's head: what the row is about. */
export function RowHead({ children }: { children: React.ReactNode }) {
  return (
    <th scope="row" role="rowheader" className="py-2.5 pr-5 align-baseline font-normal last:pr-0">
      {children}
    </th>
  )
}

interface CellProps {
  readonly children?: React.ReactNode
  /** Numbers stand right. */
  readonly right?: boolean
  /** Left out on narrow screens, where another cell says the same. */
  readonly wide?: boolean
  /** The column's name, shown beside the cell where rows are stacked; without one the cell takes the whole width there. */
  readonly label?: string
}

export function Td({ children, right = false, wide = false, label }: CellProps) {
  return (
    <td
      role="cell"
      data-label={label}
      className={`py-2.5 pr-5 align-baseline last:pr-0 ${right ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''}`}
    >
      {label === undefined ? children : <div className="min-w-0 wrap-break-word">{children}</div>}
    </td>
  )
}

/** A row with a rule under it. */
export function Tr({ children }: { children: React.ReactNode }) {
  return (
    <tr role="row" className="border-b border-rule">
      {children}
    </tr>
  )
}
