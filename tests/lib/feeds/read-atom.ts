import { DOMParser, type Element } from '@xmldom/xmldom'

const ATOM = 'http://www.w3.org/2005/Atom'

/** An entry of a feed, or the feed itself without its entries. */
export interface Read {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly author: string
  readonly links: Readonly<Record<string, string>>
  readonly summary: string | null
  readonly category: string | null
}

/**
 * Reads a feed as RFC 4287 wants it.
 * @throws Error where it is not well-formed, or lacks what every feed and every entry must have, or has it twice
 */
export function readAtom(xml: string): { readonly feed: Read; readonly entries: readonly Read[] } {
  const raise = (level: string, message: string) => {
    // A character that stands for one that cannot be: no mistake of the file.
    if (level === 'warning' && message.includes('replacement character')) return
    throw new Error(`${level}: ${message}`)
  }
  const root = new DOMParser({ onError: raise }).parseFromString(xml, 'application/xml').documentElement
  if (root?.localName !== 'feed' || root.namespaceURI !== ATOM) throw new Error('not a feed of Atom')
  const entries = childrenOf(root, 'entry').map(readOne)
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) throw new Error('two entries with one id')
  return { feed: readOne(root), entries }
}

function readOne(of: Element): Read {
  const author = one(of, 'author')
  const links = childrenOf(of, 'link').map((link) => [link.getAttribute('rel'), link.getAttribute('href')])
  const id = textOf(one(of, 'id'))
  if (!URL.canParse(id)) throw new Error(`the id ${id} is not absolute`)
  const updated = textOf(one(of, 'updated'))
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(updated)) throw new Error(`${updated} is not a time`)
  return {
    id,
    title: textOf(one(of, 'title')),
    updated,
    author: textOf(one(author, 'name')),
    links: Object.fromEntries(links) as Record<string, string>,
    summary: childrenOf(of, 'summary').map(textOf)[0] ?? null,
    category: childrenOf(of, 'category').map((category) => category.getAttribute('term'))[0] ?? null,
  }
}

const childrenOf = (of: Element, name: string): Element[] =>
  Array.from(of.childNodes).filter(
    (node): node is Element => 'localName' in node && node.localName === name && node.namespaceURI === ATOM,
  )

function one(of: Element, name: string): Element {
  const [found, ...more] = childrenOf(of, name)
  if (found === undefined || more.length > 0) throw new Error(`${of.localName} must have one ${name}`)
  return found
}

const textOf = (of: Element): string => of.textContent ?? ''
