import { Marked, type Tokens } from 'marked'
import { Figure } from './figures'

/** Longest table cell kept on one line: a number with its unit, a name. */
const SHORT = 12

/** Tables drawn with characters, as the command line prints them: wrapped, they could not be read, so they scroll. The lines around them wrap. */
const DRAWN = /[┌│├└]/
const lineBesideDrawn = (line: string) =>
  DRAWN.test(line) ? escape(line) : `<span class="whitespace-pre-wrap">${escape(line)}</span>`

/** Headings get an id to link to, wide tables a scroll region, code blocks keyboard focus. */
const marked = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth, text }: Tokens.Heading) {
      const id = text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
      return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    tablecell({ tokens, header, text }: Tokens.TableCell) {
      const inner = this.parser.parseInline(tokens)
      // Screen readers announce a header without text as empty.
      if (header) return text.trim() === '' ? '<td></td>' : `<th scope="col">${inner}</th>`
      return `<td${text.length <= SHORT && text !== '' ? ' class="whole"' : ''}>${inner}</td>`
    },
    codespan({ text }: Tokens.Codespan) {
      return `<code>${escape(text).replace(/(?<=^|\s)--?[\w-]*/g, '<span class="whole">$&</span>')}</code>`
    },
    code({ text }: Tokens.Code) {
      const drawn = DRAWN.test(text)
      const lines = drawn ? text.split('\n').map(lineBesideDrawn).join('\n') : escape(text)
      return `<pre tabindex="0"${drawn ? ' class="overflow-x-auto whitespace-pre"' : ''}><code>${lines}</code></pre>\n`
    },
  },
})

/** What a page writes where a plot belongs; whoever reads the file elsewhere sees nothing. */
const FIGURE = /<!-- figure: ([\w/-]+) -->\n?/

/**
 * Renders Markdown of this repository's own `content/`. Submitters never write it, so its HTML is trusted.
 */
export function Markdown({ source }: { source: string }) {
  // Words and names of figures in turn: split keeps what a group matches.
  const parts = withRegions(marked.parse(source, { async: false })).split(FIGURE)
  return parts.map((part, i) =>
    i % 2 === 1 ? (
      <Figure key={i} name={part} />
    ) : (
      <div key={i} className="prose" dangerouslySetInnerHTML={{ __html: part }} />
    ),
  )
}

/** Wraps every table in a scroll region that takes keyboard focus and is named after the heading above it; a second one under the same heading gets a number. */
function withRegions(html: string): string {
  let heading = ''
  const named = new Map<string, number>()
  return html.replace(/<h\d id[^>]*>(.*?)<\/h\d>|<table>|<\/table>/g, (found, words: string | undefined) => {
    if (words !== undefined) heading = words.replace(/<[^>]*>/g, '').replaceAll('"', '&quot;')
    if (found !== '<table>') return found === '</table>' ? '</table></div>' : found
    const label = `Table${heading && `: ${heading}`}`
    const nth = (named.get(label) ?? 0) + 1
    named.set(label, nth)
    return `<div class="scroll scroll-hint" tabindex="0" role="region" aria-label="${label}${nth > 1 ? ` (${nth})` : ''}"><table>`
  })
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => ESCAPES[c] ?? c)
