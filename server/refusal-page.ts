import { STATUS_CODES } from 'node:http'
import type { AppError } from '@/lib/errors/app-error'
import { reasonFacts, reasonPath } from '@/lib/reasons'
import { hashSource, pagePolicy } from '@/lib/http/security-headers'

/** The site's colours and sizes (app/globals.css), as far as this page needs them: it uses no other file. */
const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#fcfbf9,#151412);color:light-dark(#1d1b18,#ebe7df);font:1rem/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Inter,'Noto Sans',Roboto,'Liberation Sans',Arial,sans-serif}
main{max-width:42rem;margin:0 auto;padding:4rem 1.25rem}
h1{margin:.5rem 0 0;font:500 1.9rem/1.2 'Iowan Old Style',Charter,'Palatino Linotype',Georgia,'Noto Serif','Liberation Serif',serif;text-wrap:balance}
p{overflow-wrap:anywhere;text-wrap:pretty}
.note{color:light-dark(#5e5a53,#a8a196);font-size:.8125rem;margin:0}
a{color:inherit;text-underline-offset:4px;text-decoration-color:light-dark(#8d877c,#7d766c)}
a:hover,a:focus-visible{color:light-dark(#a5361a,#f2977a)}
code{font-size:.92em}
ul{list-style:none;margin:1.5rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}`

/** The policy that this page needs. */
export const REFUSAL_POLICY = pagePolicy({ styles: [hashSource(STYLE)] })

/** How a page reloads itself. */
export interface RetryTarget {
  readonly seconds: number
  /** Its path and query, as sent. */
  readonly address: string
}

/** An error page: what was wrong and what to do, without any other file of the site. */
export function refusalPage(
  { status, code, message }: AppError,
  requestId: string,
  again: RetryTarget | null = null,
): string {
  const title = escape(reasonFacts(code).title)
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Super Weights</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="note">${status} ${escape(STATUS_CODES[status] ?? '')}</p>
<h1>${title}</h1>
<p>${escape(message).replaceAll(/\`([^\`]+)\`/g, '<code>$1</code>')}</p>
${again === null ? '' : `<p>This page reloads every ${again.seconds} seconds.</p>\n`}<p class="note">Request ${escape(requestId)}</p>
<ul>
${again === null ? '' : `<li><a href="${escape(again.address)}">Try again now</a></li>\n`}<li><a href="/">Front page</a></li>
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
