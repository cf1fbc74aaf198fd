/** Refused forms that are quantised weights. */
const QUANTISED = new Set(['quantised', 'gguf-only'])

/** Where the page lies that reads the known super weights of a quantised repo; null for another form. */
export function auditPage(repo: string, cause: string): string | null {
  return QUANTISED.has(cause) ? `/audit?${new URLSearchParams({ repo })}` : null
}
