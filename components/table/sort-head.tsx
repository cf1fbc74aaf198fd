import { Link } from '@/components/site/link'
import { address, type Given } from './address'
import { Th } from './table'

/** What a sortable column header needs to know about the list's address. */
export interface Sorting {
  readonly path: string
  readonly given: Given
  readonly sort: string
  readonly order: 'asc' | 'desc'
}

/** A column header that sorts by its column; a second click reverses the order. Paging starts over. */
export function SortHead({
  sorting,
  by,
  children,
  wide = false,
}: {
  sorting: Sorting
  by: string
  children: string
  wide?: boolean
}) {
  const active = sorting.sort === by
  const order = active && sorting.order === 'asc' ? 'desc' : 'asc'
  return (
    <Th wide={wide} sort={active ? (sorting.order === 'asc' ? 'ascending' : 'descending') : undefined}>
      <Link
        href={address(sorting.path, sorting.given, { sort: by, order, cursor: undefined })}
        className={`whitespace-nowrap ${active ? 'text-ink' : 'hover:text-accent'}`}
      >
        {children}
        <span aria-hidden="true" className="ml-1 inline-block w-3">
          {active ? (sorting.order === 'asc' ? '↑' : '↓') : ''}
        </span>
      </Link>
    </Th>
  )
}
