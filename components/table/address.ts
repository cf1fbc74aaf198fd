/** A page's address with some parameters changed; `undefined` and the empty string remove one. */
export function address(
  path: string,
  current: Readonly<Record<string, string | number | undefined>>,
  change: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const entries = Object.entries({ ...current, ...change }).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  const query = new URLSearchParams(entries).toString()
  return query ? `${path}?${query}` : path
}
