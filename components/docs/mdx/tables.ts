import type { Element, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { isHeading } from './headings'

/** Longest table cell kept on one line: a number with its unit, a name. */
const SHORT = 12

/**
 * Rehype plugin: every table is in a scroll region that takes keyboard focus and is named after the heading above it; a second one under the same heading gets
 * a number. Headers say that they head a column, and short cells are not broken.
 */
export function tables() {
  return (tree: Root) => {
    let heading = ''
    const named = new Map<string, number>()
    visit(tree, 'element', (node, index, parent) => {
      if (isHeading(node)) heading = toString(node)
      if (node.tagName === 'th' || node.tagName === 'td') cell(node)
      if (node.tagName !== 'table' || parent === undefined || index === undefined || isRegion(parent)) return undefined
      const label = `Table${heading && `: ${heading}`}`
      const nth = (named.get(label) ?? 0) + 1
      named.set(label, nth)
      parent.children[index] = region(node, nth > 1 ? `${label} (${nth})` : label)
      // The region is visited next, and the table's cells through it.
      return [SKIP, index]
    })
  }
}

function region(table: Element, label: string): Element {
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['scroll', 'scroll-hint'], tabIndex: 0, role: 'region', ariaLabel: label },
    children: [table],
  }
}

const isRegion = (node: { type: string }) => 'properties' in node && (node as Element).properties['role'] === 'region'

function cell(node: Element): void {
  const words = toString(node).trim()
  // GFM's alignment would be an inline style, which the site's policy forbids.
  delete node.properties['align']
  if (node.tagName === 'td') {
    if (words !== '' && words.length <= SHORT) node.properties['className'] = ['whole']
  } else if (words !== '') node.properties['scope'] = 'col'
  // Screen readers announce a header without text as empty.
  else node.tagName = 'td'
}
