/** A row of the literature in the database; its key identifies its content. */
export interface Known {
  readonly id: number
  readonly key: string
  readonly withdrawnAt: Date | null
}

/** What an import has to do: rows to add, rows removed from the file, rows that returned to it. */
export interface Changes<Item, Row extends Known> {
  readonly added: readonly { readonly item: Item; readonly key: string }[]
  readonly gone: readonly Row[]
  readonly back: readonly Row[]
}

/** Compares the file with the database. An item whose content changed is removed under its old key and added under a new one. */
export function changesOf<Item, Row extends Known>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  known: readonly Row[],
): Changes<Item, Row> {
  const wanted = new Map(items.map((item) => [keyOf(item), item]))
  const standing = new Set(known.map((row) => row.key))
  return {
    added: [...wanted].flatMap(([key, item]) => (standing.has(key) ? [] : [{ item, key }])),
    gone: known.filter((row) => row.withdrawnAt === null && !wanted.has(row.key)),
    back: known.filter((row) => row.withdrawnAt !== null && wanted.has(row.key)),
  }
}
