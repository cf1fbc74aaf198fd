import type { Nodes, Root } from 'hast'
import { sanitize, type Schema } from 'hast-util-sanitize'
import { SKIP, visit } from 'unist-util-visit'
import { withoutDirections } from './bounds'

/** All that a note may contain. What is not in it is dropped, and its text kept. */
export const ALLOWED: Schema = {
  tagNames: ['p', 'br', 'em', 'strong', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  attributes: { a: ['href'], ol: ['start'] },
  protocols: { href: ['http', 'https'] },
}

/** A whole address on the web, with no name or password before the host: those make one site look like another. */
const isOnTheWeb = (href: unknown): boolean => {
  if (typeof href !== 'string' || !/^https?:\/\//i.test(href) || !URL.canParse(href)) return false
  const { username, password } = new URL(href)
  return username === '' && password === ''
}

/** The tree with nothing in it but what a note may contain. A link to anywhere but the web is its text. */
export function sanitised(tree: Nodes): Root {
  const left = sanitize(tree, ALLOWED)
  const clean: Root = left.type === 'root' ? left : { type: 'root', children: left.type === 'doctype' ? [] : [left] }
  visit(clean, (node, index, parent) => {
    if (node.type === 'text') node.value = withoutDirections(node.value)
    if (node.type !== 'element' || node.tagName !== 'a' || isOnTheWeb(node.properties['href'])) return undefined
    if (parent === undefined || index === undefined) return undefined
    parent.children.splice(index, 1, ...node.children)
    return [SKIP, index]
  })
  return clean
}
