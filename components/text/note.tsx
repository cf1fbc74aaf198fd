import { toJsxRuntime, type Components } from 'hast-util-to-jsx-runtime'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { sanitised } from './markdown/allow-list'
import { withoutDirections } from './markdown/bounds'
import { hastOf } from './markdown/parse'

const COMPONENTS: Partial<Components> = {
  a: ({ href, children }) => (
    <a href={href} rel="nofollow ugc noopener" className="link wrap-anywhere">
      {children}
    </a>
  ),
}

/**
 * What somebody wrote in Markdown: paragraphs, emphasis, code, lists, quotes and links to the web, and nothing else (markdown/allow-list.ts). What would take
 * too long to read, or is nested too deeply, is shown as typed. Rendered on the server.
 */
export function Note({ text }: { text: string }) {
  const tree = hastOf(text)
  if (tree === null)
    return (
      <div className="note whitespace-pre-line" dir="auto">
        {withoutDirections(text)}
      </div>
    )
  return (
    <div className="note" dir="auto">
      {toJsxRuntime(sanitised(tree), { Fragment, jsx, jsxs, components: COMPONENTS })}
    </div>
  )
}
