import type { Root } from 'hast'
import { toString } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import { headingId } from '@/lib/docs/sections'
import { isHeading } from './headings'

/** Rehype plugin: headings get an id to link to. */
export function headingIds() {
  return (tree: Root) =>
    visit(tree, 'element', (node) => {
      if (isHeading(node)) node.properties['id'] ??= headingId(toString(node))
    })
}
