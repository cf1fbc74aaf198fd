/**
 * A plot with its title, a description for screen readers and its numbers in a collapsed table.
 * Plots have no viewBox: positions are percentages across and pixels down, so that text keeps its size on any screen without scripts.
 */
export function PlotFrame({
  id,
  title,
  description,
  height,
  table,
  note,
  children,
}: {
  id: string
  title: string
  description: string
  height: number
  table: PlotTable
  note?: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <figure className="min-w-0">
      <figcaption className="text-[0.9375rem] leading-6 font-semibold">{title}</figcaption>
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        width="100%"
        height={height}
        className="mt-3 block overflow-visible"
      >
        <title id={`${id}-title`}>{table.caption}</title>
        <desc id={`${id}-desc`}>{description}</desc>
        {children}
      </svg>
      {note && <p className="mt-2 text-note text-muted">{note}</p>}
      <Numbers table={table} />
    </figure>
  )
}

/** A plot's numbers, folded away. */
export function Numbers({ table }: { table: PlotTable }) {
  return (
    <details className="mt-2 text-note">
      <summary className="w-fit cursor-pointer text-muted underline decoration-rule underline-offset-4 hover:text-accent">
        The numbers
      </summary>
      <DataTable table={table} />
    </details>
  )
}

/** A plot's numbers as a table: the first column names the row. */
export interface PlotTable {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function DataTable({ table }: { table: PlotTable }) {
  return (
    <div tabIndex={0} role="region" aria-label={table.caption} className="mt-2 max-h-72 overflow-auto">
      <table className="border-collapse text-left">
        <caption className="sr-only">{table.caption}</caption>
        <thead>
          <tr>
            {table.head.map((name) => (
              <th key={name} scope="col" className="border-b border-edge py-1 pr-5 align-bottom font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i} className="border-b border-rule">
              {row.map((cell, c) =>
                c === 0 ? (
                  <th key={c} scope="row" className="py-1 pr-5 font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={c} className="py-1 pr-5">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
