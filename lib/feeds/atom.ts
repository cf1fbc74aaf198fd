import { escapeXml, XML_HEAD } from '@/lib/xml'

/** One event. Addresses are paths below the feed's origin. */
export interface Entry {
  /** Never changes and is no other entry's: a path with a fragment. */
  readonly id: string
  readonly title: string
  /** The page that it is about. */
  readonly page: string
  readonly at: Date
  /** Who brought it about. */
  readonly by: string
  /** One word for programs. */
  readonly category: string
  readonly summary: string
}

export interface Feed {
  readonly title: string
  /** The page with the same, which names the feed too. */
  readonly page: string
  /** The feed's own address. */
  readonly self: string
  readonly author: string
  /** Where there is no entry. */
  readonly since: Date
  /** Newest first. */
  readonly entries: readonly Entry[]
}

/** A feed in Atom (RFC 4287), with absolute addresses below `origin`. */
export function atomOf(origin: string, { title, page, self, author, since, entries }: Feed): string {
  const lines = [
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    element('id', origin + page),
    element('title', title),
    element('updated', (entries[0]?.at ?? since).toISOString()),
    person(author),
    link('self', 'application/atom+xml', origin + self),
    link('alternate', 'text/html', origin + page),
    ...entries.map((entry) => entryOf(origin, entry)),
    '</feed>',
  ]
  return `${XML_HEAD}${lines.join('\n')}\n`
}

const entryOf = (origin: string, { id, title, page, at, by, category, summary }: Entry): string =>
  [
    '<entry>',
    element('id', origin + id),
    element('title', title),
    element('updated', at.toISOString()),
    element('published', at.toISOString()),
    person(by),
    link('alternate', 'text/html', origin + page),
    `<category term="${escapeXml(category)}"/>`,
    element('summary', summary),
    '</entry>',
  ].join('\n')

const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`
const person = (name: string) => `<author>${element('name', name)}</author>`
const link = (rel: string, type: string, href: string) =>
  `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`
