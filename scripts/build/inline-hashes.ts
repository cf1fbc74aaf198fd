import fs from 'node:fs'
import path from 'node:path'
import { hashSource, type Inline } from '@/lib/http/security-headers'

/** Next's own error pages: the front sends its own instead (`server/failure.ts`). */
const ERROR_PAGES = new Set(['/_global-error', '/_not-found', '/404', '/500'])

/** Where Next stores prerendered pages. */
const FOLDERS = ['app', 'pages'].map((folder) => path.join('server', folder))

/** Writes the hashes of the inline scripts and styles of every prerendered page, for the site's policy. */
export function writeInlineHashes(next: string): void {
  const byPath: Record<string, Inline> = {}
  for (const { page, html } of FOLDERS.flatMap((folder) => pagesIn(path.join(next, folder))))
    if (!ERROR_PAGES.has(page)) byPath[page] = inlineOf(html)
  fs.writeFileSync(path.join(next, 'inline-hashes.json'), JSON.stringify({ byPath }))
}

function pagesIn(folder: string): { page: string; html: string }[] {
  if (!fs.existsSync(folder)) return []
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  return files.map((file) => ({ page: pathOf(file), html: fs.readFileSync(path.join(folder, file), 'utf8') }))
}

/** `index.html` -> `/`, `docs/protocol.html` -> `/docs/protocol`. */
function pathOf(file: string): string {
  const name = file.replace(/\.html$/, '').replaceAll(path.sep, '/')
  return name === 'index' ? '/' : `/${name}`
}

/** The CSP hashes of a page's inline scripts and styles. React writes well-formed pages, and inside a script it escapes `</`. */
export function inlineOf(html: string): Required<Inline> {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/gi)]
    .filter(([, attributes = '']) => !/\ssrc=/.test(attributes))
    .map(([, , text = '']) => text)
  const styles = [...html.matchAll(/<style\b[^>]*>([^]*?)<\/style>/gi)].map(([, text = '']) => text)
  const attributes = [
    ...html.replaceAll(/<(script|style)\b[^]*?<\/\1>/gi, '').matchAll(/<[^>]*?\sstyle="([^"]*)"/g),
  ].map(([, text = '']) => decode(text))
  // Hashes apply to attributes only if a policy says so.
  const named = [...styles, ...attributes].map(hashSource)
  return {
    scripts: unique(scripts.map(hashSource)),
    styles: unique(attributes.length > 0 ? ["'unsafe-hashes'", ...named] : named),
  }
}

const unique = (all: readonly string[]) => [...new Set(all)]

/** The characters that React escapes in attributes. */
const decode = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
