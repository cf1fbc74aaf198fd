import type { Element } from 'hast'

/** `## Evidence level` is linked to as `#evidence-level`. */
export function headingId(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

export const isHeading = (node: Element): boolean => /^h[1-6]$/.test(node.tagName)
