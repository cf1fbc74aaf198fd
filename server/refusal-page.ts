import { STATUS_CODES } from 'node:http'
import type { AppError } from '@/lib/errors/app-error'
import { reasonFacts, reasonPath } from '@/lib/reasons'
import { hashSource, pagePolicy } from '@/lib/http/security-headers'
import type { Theme } from '@/lib/theme'

/** The site's own colours and measures (app/globals.css), as far as one sentence needs them: the page stands without any other file. */
const STYLE = `:root{color-scheme:light dark;--serif:'Iowan Old Style',Charter,'Palatino Linotype',Georgia,'Noto Serif','Liberation Serif',serif}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
body{margin:0;background:light-dark(#fcfbf9,#151412);color:light-dark(#1d1b18,#ebe7df);font:1rem/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Inter,'Noto Sans',Roboto,'Liberation Sans',Arial,sans-serif}
header,main{max-width:68rem;box-sizing:border-box;margin:0 auto;padding:1.5rem 1.25rem}
main{padding-block:1.5rem 4rem}
main>*{max-width:42rem}
@media (min-width:40rem){header,main{padding-inline:2rem}}
header a{display:inline-flex;align-items:baseline;gap:.625rem;font:1.1875rem/1.5 var(--serif);text-decoration:none}
header svg{color:light-dark(#a5361a,#f2977a);transform:translateY(.125rem)}
h1{margin:.5rem 0 0;font:500 1.9rem/1.2 var(--serif);text-wrap:balance}
p{overflow-wrap:anywhere;text-wrap:pretty}
.note{color:light-dark(#5e5a53,#a8a196);font-size:.8125rem;margin:0}
a{color:inherit;text-underline-offset:4px;text-decoration-color:light-dark(#8d877c,#7d766c)}
a:hover,a:focus-visible{color:light-dark(#a5361a,#f2977a)}
code{font-size:.92em}
ul{list-style:none;margin:1.5rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}`

/** The policy that this page needs. */
export const REFUSAL_POLICY = pagePolicy({ styles: [hashSource(STYLE)] })

/** How a page can be asked for again. */
export interface RetryTarget {
  /** After how many it asks for itself; null where only its reader does. */
  readonly seconds: number | null
  /** Its path and query, as sent. */
  readonly address: string
}

/** What a page depends on besides the error. */
export interface Occasion {
  readonly requestId: string
  readonly again: RetryTarget | null
  /** The one its reader chose; null follows the system. */
  readonly theme: Theme | null
}

/** A refusal for people: what was wrong and what to do, readable without any other file of the site. */
export function refusalPage({ status, code, message }: AppError, { requestId, again, theme }: Occasion): string {
  const title = escape(reasonFacts(code).title)
  const seconds = again?.seconds ?? null
  return `<!DOCTYPE html>
<html lang="en"${theme === null ? '' : ` data-theme="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Super Weights</title>
<style>${STYLE}</style>
</head>
<body>
<header><a href="/"><svg aria-hidden="true" width="26" height="18" viewBox="0 0 26 18"><path d="M1 16h6l2.5-14 2.5 14h13" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round"/></svg>Super Weights</a></header>
<main>
<p class="note">${status} ${escape(STATUS_CODES[status] ?? '')}</p>
<h1>${title}</h1>
<p>${escape(message).replaceAll(/\`([^\`]+)\`/g, '<code>$1</code>')}</p>
${seconds === null ? '' : `<p>This page reloads every ${seconds} seconds.</p>\n`}<p class="note">Request ${escape(requestId)}</p>
<ul>
${again === null ? '' : `<li><a href="${escape(again.address)}">${seconds === null ? 'Try again' : 'Try again now'}</a></li>\n`}<li><a href="/">Front page</a></li>
<li><a href="${reasonPath(code)}">About this error</a></li>
</ul>
</main>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
