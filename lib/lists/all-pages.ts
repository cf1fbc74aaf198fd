/** Most rows of one download: more are not for a spreadsheet. */
export const MOST_ROWS = 100_000
/** Items that are read at once. */
const BATCH = 200

interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** How a page of a list is asked for, beside its filters. */
interface Paging {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** All items of a list in its order, page by page: each is read when the one before was taken. At most `MOST_ROWS` items. */
export async function* allPages<Filters extends object, Item>(
  list: (query: Filters & Paging) => Promise<Page<Item>>,
  filters: Filters,
): AsyncGenerator<readonly Item[]> {
  let cursor: string | undefined
  for (let left = MOST_ROWS; left > 0; left -= BATCH) {
    const { items, nextCursor } = await list({ ...filters, limit: Math.min(BATCH, left), cursor })
    if (items.length > 0) yield items
    if (nextCursor === null) return
    cursor = nextCursor
  }
}
