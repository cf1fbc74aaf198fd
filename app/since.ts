/** A page's query, as Next gives it. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

/** The version with which a page is asked to compare the one that it shows: `?since=2`, or the one before on the page of a version. Null for none. */
export function sinceOf(query: Query, { version }: { readonly version: number }): number | null {
  const asked = query['since']
  if (typeof asked === 'string' && /^[1-9]\d{0,9}$/.test(asked)) return Number(asked)
  return version > 1 ? version - 1 : null
}
