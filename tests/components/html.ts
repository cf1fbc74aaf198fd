import { createElement } from 'react'
import { AppRouterContext, type AppRouterInstance } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { renderToStaticMarkup } from 'react-dom/server'

/** Next's router, which goes nowhere while a page is rendered. */
const router: AppRouterInstance = {
  back: () => undefined,
  forward: () => undefined,
  refresh: () => undefined,
  push: () => undefined,
  replace: () => undefined,
  prefetch: () => undefined,
  bfcacheId: '',
}

/** A component as the server sends it. */
export function html(element: React.ReactElement): string {
  return renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: router }, element))
}

/** Its words, as a reader without styles meets them: tags gone, spaces single. */
export function text(element: React.ReactElement): string {
  return html(element)
    .replace(/<wbr\/?>/g, '')
    .replace(/<span class="whitespace-nowrap">(\[[^<]*\])<\/span>/g, '$1') // a coordinate goes on to its brackets
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ')
    .trim()
}
