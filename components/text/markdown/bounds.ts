import type { Nodes } from 'mdast'

/** Twice the longest note: more is nobody's remark. */
const MAX_LENGTH = 8_000
/** Characters that may begin or end emphasis, links and code. The parser's time grows with the square of their number: 0.1 s at this one. */
const MAX_DELIMITERS = 1_000
/** Elements within one another. Rendering descends by recursion, and nobody reads a quote of a quote of a quote in a list. */
const MAX_DEPTH = 12

/** Quotes and lists that begin on one line: each costs the parser every later line once. */
const DEEP_LINE = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){12}/m

/** Embeddings, overrides and isolates of writing direction: they show a link's address, or a line, in another order than it has. Letters need none of them. */
const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g

/** Whether the parser reads it in a few tenths of a second. */
export function isSimple(markdown: string): boolean {
  return (
    markdown.length <= MAX_LENGTH &&
    !DEEP_LINE.test(markdown) &&
    (markdown.match(/[*_[\]`]/g)?.length ?? 0) <= MAX_DELIMITERS
  )
}

/** Level by level: a tree too deep for recursion must not be measured by it. */
export function isShallow(root: Nodes): boolean {
  let level: readonly Nodes[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false
    level = level.flatMap((node) => ('children' in node ? node.children : []))
  }
  return true
}

export const withoutDirections = (text: string): string => text.replace(DIRECTIONS, '')
