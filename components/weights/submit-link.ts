/** Link to the form, filled in for this coordinate. */
export function submitLink(repo: string, coordinates: readonly string[], commit: string | null = null): string {
  const query = new URLSearchParams({
    repo,
    coordinates: coordinates.join('\n'),
    ...(commit ? { revision: commit } : {}),
  })
  return `/submit?${query}`
}
