import type { z } from 'zod'
import type { Row, Table } from '@/lib/lists/table-file'

/** Items as flat rows with all fields of their schema, in its order. */
export function flatTable<Item>(
  schema: z.ZodObject,
  flat: (item: Item) => Row,
  pages: AsyncGenerator<readonly Item[]>,
): Table {
  async function* batches() {
    for await (const items of pages) yield items.map(flat)
  }
  return { fields: Object.keys(schema.shape), batches: batches() }
}
