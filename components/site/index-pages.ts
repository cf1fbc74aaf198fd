/** The pages of the index: the lists of records, and what is read across them. */
export const INDEX_PAGES = [
  ['/weights', 'Weights'],
  ['/sets', 'Sets'],
  ['/models', 'Models'],
  ['/families', 'Families'],
  ['/sources', 'Sources'],
  ['/compare', 'Compare'],
] as const

export type IndexPath = (typeof INDEX_PAGES)[number][0]

/** Those that the header links. */
export const LISTS = INDEX_PAGES.slice(0, 3)
