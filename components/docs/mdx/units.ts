import type { Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** Rehype plugin: a number stays on the line of its per cent sign. */
export function units() {
  return (tree: Root) =>
    visit(tree, (node) => {
      if (node.type === 'element' && (node.tagName === 'pre' || node.tagName === 'code')) return SKIP
      if (node.type === 'text') node.value = node.value.replace(/(?<=\d) (?=%)/g, '\u00a0')
      return undefined
    })
}
