/** A page for search engines. */
export interface SitemapPage {
  /** Its canonical path. */
  readonly path: string
  /** When what it shows last changed; null where that is not recorded. */
  readonly changed: Date | null
}

/** Pages of one file: search engines read up to 50,000, but a file this long is still made in a fraction of a second. */
export const PAGES_PER_FILE = 10_000

/** A kind of page, in an order in which new ones come last, so that a page stays in its file. */
export interface SitemapKind {
  count(): Promise<number>
  /** At most `PAGES_PER_FILE`, after `skip`. */
  pages(skip: number): Promise<SitemapPage[]>
}
