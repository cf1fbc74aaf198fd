/** The parameters of a page's address, as given; one that may be given several times is a list. */
export type Given = Readonly<Record<string, string | readonly string[]>>

/** New values of parameters; `undefined`, the empty string and the empty list remove one. */
export type Change = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** A page's address with some parameters changed. */
export function address(path: string, current: Change, change: Change = {}): string {
  const entries = Object.entries({ ...current, ...change }).flatMap(([key, value]) =>
    (typeof value === 'object' ? value : [value]).flatMap((one) =>
      one === undefined || one === '' ? [] : [[key, String(one)]],
    ),
  )
  const query = new URLSearchParams(entries).toString()
  return query ? `${path}?${query}` : path
}
