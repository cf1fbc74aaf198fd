import type { Nodes as Hast } from 'hast'
import type { Heading, Paragraph, Root } from 'mdast'
import { findAndReplace } from 'mdast-util-find-and-replace'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { newlineToBreak } from 'mdast-util-newline-to-break'
import { toHast, type Handler } from 'mdast-util-to-hast'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { NAMED_WORKS, addressOfWork } from '../works'
import { isShallow, isSimple } from './bounds'

/** What stays text: raw HTML, lines across, and the exclamation mark of images, which are shown as links. */
const NOT_READ = { disable: { null: ['htmlFlow', 'htmlText', 'thematicBreak', 'labelStartImage'] } }

/** The page has its own headings: one in a note is a paragraph in bold. */
const heading: Handler = (state, { children }: Heading) => {
  const paragraph: Paragraph = { type: 'paragraph', children: [{ type: 'strong', children }] }
  return state.one(paragraph, undefined)
}

/**
 * Markdown of a stranger as a tree of HTML, not yet sanitised; null where it is nested too deeply, or would take too long to read.
 * Bare URLs, arXiv ids and DOIs are links; line breaks are kept.
 */
export function hastOf(markdown: string): Hast | null {
  if (!isSimple(markdown)) return null
  const tree: Root = fromMarkdown(markdown, {
    extensions: [gfmAutolinkLiteral(), NOT_READ],
    mdastExtensions: [gfmAutolinkLiteralFromMarkdown()],
  })
  if (!isShallow(tree)) return null
  findAndReplace(
    tree,
    [
      NAMED_WORKS,
      (name: string) => ({ type: 'link', url: addressOfWork(name), children: [{ type: 'text', value: name }] }),
    ],
    { ignore: ['link', 'linkReference'] },
  )
  newlineToBreak(tree)
  return toHast(tree, { handlers: { heading } })
}
