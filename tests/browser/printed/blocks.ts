import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { marked, type Token } from 'marked'

const root = path.join(__dirname, '..', '..', '..')

/** A block or a line of code, as it is printed. */
export interface Printed {
  /** The file, or the address of the page. */
  readonly page: string
  /** What its fence says it is written in; of the site's own pages, what it begins with. */
  readonly language: string
  readonly text: string
}

/** Everything with words for readers that is written in Markdown. */
const FILES = [
  'README.md',
  ...readdirSync(path.join(root, 'content'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `content/${name.replaceAll(path.sep, '/')}`)
    .toSorted(),
]

function tokensOf(file: string): Token[] {
  const all: Token[] = []
  void marked.walkTokens(marked.lexer(readFileSync(path.join(root, file), 'utf8')), (token) => void all.push(token))
  return all
}

/** Every fenced block of README.md and content/, in the order of its file. */
export const blocks: readonly Printed[] = FILES.flatMap((page) =>
  tokensOf(page).flatMap((token) =>
    token.type === 'code' ? [{ page, language: String(token['lang'] ?? ''), text: String(token['text']).trim() }] : [],
  ),
)

/** Words that begin a command. */
const COMMAND = /^(npx|npm|node|curl|git|docker|python3?|pip|superweights) /

/** Every command that stands in the middle of a sentence. */
export const inline: readonly Printed[] = FILES.flatMap((page) =>
  tokensOf(page).flatMap((token) =>
    token.type === 'codespan' && COMMAND.test(`${String(token['text'])} `)
      ? [{ page, language: 'sh', text: String(token['text']) }]
      : [],
  ),
)

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

/** The words of a piece of HTML. */
function wordsOf(html: string): string {
  const text = html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? '')
  return text.replaceAll('&amp;', '&').trim()
}

/** Every block of code of a page of the site, and every line of code that stands under a name of its own. */
export async function blocksOfPage(site: string, page: string): Promise<Printed[]> {
  const html = (await (await fetch(site + page)).text()).replaceAll(/<script[^]*?<\/script>/g, '')
  const whole = [...html.matchAll(/<pre[^>]*>([^]*?)<\/pre>/g)].map(([, text = '']) => wordsOf(text))
  const named = [...html.matchAll(/<dd[^>]*>\s*<code[^>]*>([^]*?)<\/code>/g)].map(([, text = '']) => wordsOf(text))
  return [...whole, ...named].map((text) => ({
    page,
    language: COMMAND.test(`${text} `) ? 'sh' : /^(state_dict|model\.)/.test(text) ? 'python' : 'text',
    text,
  }))
}
