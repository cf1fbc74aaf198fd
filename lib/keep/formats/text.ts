/** A JSON string of printable ASCII. It is a string literal of JavaScript, Python and YAML too, and cannot end a comment line: YAML breaks lines at U+0085 and U+2028. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** As a regular expression that matches this text only, in ECMAScript, Python and C++ (std::regex). */
export function exactly(text: string): string {
  return `^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`
}

/** A JSON file, indented. */
export function jsonFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** What a file with comments says of itself, on one line. */
export function headline({ repo, commit }: { readonly repo: string; readonly commit: string | null }): string {
  return `# Stay in 16 bits: these weights of ${quoted(repo)}${commit === null ? '' : ` at commit ${quoted(commit)}`}.`
}
