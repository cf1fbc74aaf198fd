/** A group of the table of contents, in reading order. */
export interface Group {
  readonly title: string
  readonly slugs: readonly string[]
}

/** Where each page of `content/docs` stands. */
export const GROUPS: readonly Group[] = [
  { title: 'Learn', slugs: ['super-weights', 'faq'] },
  { title: 'Use', slugs: ['find-one', 'read-a-record', 'quantise'] },
  { title: 'Verify', slugs: ['protocol', 'verify-yourself', 'verifier', 'policies'] },
  { title: 'Reference', slugs: ['api', 'command-line', 'glossary'] },
  { title: 'Measured', slugs: ['real-model', 'referee', 'parity', 'cost', 'serving', 'search', 'lists'] },
]

/** The slugs of all pages in reading order. */
export const READING_ORDER: readonly string[] = GROUPS.flatMap(({ slugs }) => slugs)
