import type { Element, Root, RootContent } from 'hast'

/** Rehype plugin: what is written in Markdown gets the type of running text; components between it, such as figures, bring their own. */
export function prose() {
  return (tree: Root) => {
    const children: RootContent[] = []
    let run: Element | null = null
    for (const node of tree.children) {
      if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxjsEsm') {
        children.push(node)
        run = null
      } else if (node.type !== 'text' || node.value.trim() !== '') {
        if (run === null) children.push((run = wrapper()))
        if (node.type !== 'doctype') run.children.push(node)
      }
    }
    tree.children = children
  }
}

const wrapper = (): Element => ({
  type: 'element',
  tagName: 'div',
  properties: { className: ['prose'] },
  children: [],
})
