/**
 * A table one can scan: a caption, column heads with scope, rules between rows. Wider than the screen it scrolls inside its own
 * region, which takes the keyboard's focus so that it can be scrolled without a mouse.
 */
export function Table({ caption, hideCaption = false, head, children }: { caption: React.ReactNode; hideCaption?: boolean; head: React.ReactNode; children: React.ReactNode }) {
  return (
    <div tabIndex={0} role="region" aria-label={typeof caption === 'string' ? caption : 'Table'} className="scroll-hint -mx-5 overflow-x-auto px-5 sm:mx-0 sm:px-0 print:overflow-visible">
      <table className="w-full border-collapse text-left text-[0.9375rem] leading-6">
        <caption className={hideCaption ? 'sr-only' : 'pb-3 text-left text-note text-muted'}>{caption}</caption>
        <thead>
          <tr className="border-b border-edge text-note text-muted">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}

/** A column's head. A wide one is left out on narrow screens. */
export function Th({ children, right = false, wide = false, sort }: { children: React.ReactNode; right?: boolean; wide?: boolean; sort?: 'ascending' | 'descending' | undefined }) {
  return (
    <th scope="col" aria-sort={sort} className={`py-2 pr-5 align-bottom font-medium last:pr-0 ${right ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''}`}>
      {children}
    </th>
  )
}

/** A row's head: what the row is about. */
export function RowHead({ children }: { children: React.ReactNode }) {
  return (
    <th scope="row" className="py-2.5 pr-5 align-baseline font-normal last:pr-0">
      {children}
    </th>
  )
}

/** A cell; numbers stand right. A wide one is left out on narrow screens, where its neighbour says the same. */
export function Td({ children, right = false, wide = false }: { children?: React.ReactNode; right?: boolean; wide?: boolean }) {
  return <td className={`py-2.5 pr-5 align-baseline last:pr-0 ${right ? 'text-right' : ''} ${wide ? 'max-sm:hidden' : ''}`}>{children}</td>
}

/** A row with a rule under it. */
export function Tr({ children }: { children: React.ReactNode }) {
  return <tr className="border-b border-rule">{children}</tr>
}
