/** The words around a command that gives the same numbers again. */
export function measureAgain(parts: readonly string[]): string {
  return `To measure it again, in a checkout of the registry:\n  ${parts.join(' \\\n    ')}\n`
}
