import type { Element, ElementContent, Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'

/** Tables drawn with characters, as the command line prints them: wrapped, they could not be read, so they scroll. The lines around them wrap, unlike other code. */
const DRAWN = /[┌│├└]/

/** An option of a command, or the row and column of a coordinate: neither is broken. */
const WHOLE = /((?<=^|\s)--?[\w-]*|\[\d+, \d+\])/

/** Rehype plugin: blocks of code take keyboard focus, and options of commands and places of coordinates stay whole. */
export function code() {
  return (tree: Root) =>
    visit(tree, 'element', (node) => {
      if (node.tagName === 'pre') {
        block(node)
        return SKIP
      }
      if (node.tagName === 'code') node.children = withWholeParts(toString(node))
      return undefined
    })
}

function block(pre: Element): void {
  const text = toString(pre).replace(/\n$/, '')
  const [code] = pre.children
  const properties = code?.type === 'element' ? { className: code.properties['className'] } : {}
  const drawn = DRAWN.test(text)
  pre.properties = { tabIndex: 0, ...(drawn && { className: ['overflow-x-auto', 'whitespace-pre'] }) }
  const children = drawn ? text.split('\n').flatMap(lineOfDrawn) : [{ type: 'text' as const, value: text }]
  pre.children = [{ type: 'element', tagName: 'code', properties, children }]
}

function lineOfDrawn(line: string, i: number): ElementContent[] {
  const text: ElementContent = { type: 'text', value: line }
  return [
    ...(i > 0 ? [{ type: 'text' as const, value: '\n' }] : []),
    DRAWN.test(line) ? text : span('whitespace-pre-wrap', [text]),
  ]
}

const withWholeParts = (text: string): ElementContent[] =>
  text
    .split(WHOLE)
    .flatMap((part, i): ElementContent[] => (i % 2 === 0 ? [{ type: 'text', value: part }] : whole(part)))
    .filter((part) => part.type !== 'text' || part.value !== '')

/** Before a place a line may end. */
const whole = (text: string): ElementContent[] => [
  ...(text.startsWith('[') ? [{ type: 'element' as const, tagName: 'wbr', properties: {}, children: [] }] : []),
  span('whole', [{ type: 'text', value: text }]),
]

const span = (className: string, children: ElementContent[]): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { className: [className] },
  children,
})
