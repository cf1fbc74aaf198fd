import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createProcessor } from '@mdx-js/mdx'
import type { Code, InlineCode, Root } from 'mdast'
import { visit } from 'unist-util-visit'

const root = path.join(__dirname, '..', '..', '..')

/** A block or a line of code, as it is printed. */
export interface Printed {
  /** The file, or the address of the page. */
  readonly page: string
  /** What its fence or its class says it is written in; of a page's blocks without either, what they begin with. */
  readonly language: string
  readonly text: string
}

/** Everything with words for readers that is written in Markdown. */
const FILES = [
  'README.md',
  ...readdirSync(path.join(root, 'content'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.mdx?$/.test(name))
    .map((name) => `content/${name.replaceAll(path.sep, '/')}`)
    .toSorted(),
]

/** Every piece of code of a file, in its order. */
function codeOf(file: string): (Code | InlineCode)[] {
  const found: (Code | InlineCode)[] = []
  const parser = createProcessor({ format: file.endsWith('.mdx') ? 'mdx' : 'md' })
  const tree = parser.parse(readFileSync(path.join(root, file), 'utf8')) as Root
  visit(tree, ['code', 'inlineCode'], (node) => void found.push(node as Code | InlineCode))
  return found
}

/** Every fenced block of README.md and content/, in the order of its file. */
export const blocks: readonly Printed[] = FILES.flatMap((page) =>
  codeOf(page).flatMap((node) =>
    node.type === 'code' ? [{ page, language: node.lang ?? '', text: node.value.trim() }] : [],
  ),
)

/** Words that begin a command. */
const COMMAND = /^(npx|npm|node|curl|git|docker|python3?|pip|superweights) /

/** Every command that stands in the middle of a sentence. */
export const inline: readonly Printed[] = FILES.flatMap((page) =>
  codeOf(page).flatMap((node) =>
    node.type === 'inlineCode' && COMMAND.test(`${node.value} `) ? [{ page, language: 'sh', text: node.value }] : [],
  ),
)

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" }

/** The words of a piece of HTML. */
function wordsOf(html: string): string {
  const text = html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? '')
  return text.replaceAll('&amp;', '&').trim()
}

const languageOf = (text: string) =>
  COMMAND.test(`${text} `) ? 'sh' : /^(state_dict|model\.)/.test(text) ? 'python' : 'text'

/** Every block of code of a page of the site, and every line of code that stands under a name of its own. */
export async function blocksOfPage(site: string, page: string): Promise<Printed[]> {
  const html = (await (await fetch(site + page)).text()).replaceAll(/<script[^]*?<\/script>/g, '')
  const whole = html.matchAll(/<pre[^>]*>([^]*?)<\/pre>/g)
  const named = html.matchAll(/<dd[^>]*>\s*(<code[^>]*>[^]*?)<\/code>/g)
  return [...whole, ...named].map(([, code = '']) => {
    const text = wordsOf(code)
    return { page, language: /class="language-([a-z]+)"/.exec(code)?.[1] ?? languageOf(text), text }
  })
}
