import { Link } from '@/components/site/link'
import { RowHead, Table, Td, Th, Tr } from '@/components/table/table'
import type { Compared } from '@/lib/comparison/read'
import type { CompareRow } from './rows'

interface TableProps<Item> {
  readonly items: readonly Item[]
  readonly rows: readonly CompareRow<Item>[]
  /** Address without one of the records. */
  readonly without: (id: string) => string
}

/** Properties down, records across; on a phone a property is a block with a line for each record. A property in which they differ is marked; those that nobody knows are named below. */
export function CompareTable<Item extends Compared>({ items, rows, without }: TableProps<Item>) {
  const known = rows.filter((row) => items.some((item) => row.text(item) !== null))
  const unknown = rows.filter((row) => !known.includes(row)).map(({ name }) => name)
  return (
    <>
      <Table
        stacked
        caption={items.length === 1 ? 'Add another record to compare it with.' : '≠ marks what differs.'}
        head={
          <>
            <Th>Property</Th>
            {items.map(({ record }) => (
              <Th key={record.id}>
                <Link href={record.url} className="link text-base text-ink">
                  {record.id}
                </Link>{' '}
                <Link href={without(record.id)} className="link print:hidden">
                  remove<span className="sr-only"> {record.id}</span>
                </Link>
              </Th>
            ))}
          </>
        }
      >
        {known.map((row) => {
          const texts = items.map(row.text)
          const differs = new Set(texts.filter((text) => text !== null)).size > 1
          return (
            <Tr key={row.name}>
              <RowHead>
                <span className="whitespace-nowrap text-muted">
                  {row.name}
                  {differs && (
                    <span className="ml-1.5 font-semibold text-accent" title="These differ">
                      <span aria-hidden="true">≠</span>
                      <span className="sr-only">, differs</span>
                    </span>
                  )}
                </span>
              </RowHead>
              {items.map((item, i) => (
                <Td key={item.record.id} label={item.record.id}>
                  {texts[i] === null ? <span className="text-muted">none known</span> : (row.show?.(item) ?? texts[i])}
                </Td>
              ))}
            </Tr>
          )
        })}
      </Table>
      {unknown.length > 0 && (
        <p className="mt-3 max-w-prose text-note text-muted">
          Not known of {items.length === 1 ? 'it' : 'any of them'}: {new Intl.ListFormat('en').format(unknown)}.
        </p>
      )}
    </>
  )
}
